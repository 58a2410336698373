/** Documents that were made in this tab and not shown yet: their first screen puts the caret into the title. */
const fresh = new Set<string>()

export const markFresh = (id: string): void => void fresh.add(id)
/** Asked while drawing, which React may do several times before anything is on the screen: so it takes nothing. */
export const isMadeHere = (id: string): boolean => fresh.has(id)
/** It has been on the screen. */
export const markShown = (id: string): void => void fresh.delete(id)
