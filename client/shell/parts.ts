import { fetchedPart } from '../design/fetchedPart'

/** The two screens that stand between the start and a text: `warm` fetches them, and no fallback is shown of what is here. */
export const inside = fetchedPart(() => import('./Inside').then(({ Inside }) => Inside))
export const documentScreen = fetchedPart(() => import('./DocumentScreen').then(({ DocumentScreen }) => DocumentScreen))
