/** Documents that were made in this tab and not shown yet: their first screen puts the caret into the title. */
const fresh = new Set<string>()

export const markFresh = (id: string): void => void fresh.add(id)

export function takeFresh(id: string): boolean {
  const isFresh = fresh.has(id)
  fresh.delete(id)
  return isFresh
}
