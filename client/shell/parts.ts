import { readyPart } from '../design/readyPart'

/** The two screens that stand between the start and a text: `warm` fetches them, and no fallback is shown of what is here. */
export const inside = readyPart(() => import('./Inside').then(({ Inside }) => Inside))
export const documentScreen = readyPart(() => import('./DocumentScreen').then(({ DocumentScreen }) => DocumentScreen))
