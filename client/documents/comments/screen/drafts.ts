/** Words that were begun and not sent: they are there again when one comes back to the text. In this window's memory only. */
const drafts = new Map<string, string>()

export const draftOf = (place: string): string => drafts.get(place) ?? ''

export function keepDraft(place: string, text: string): void {
  if (text === '') drafts.delete(place)
  else drafts.set(place, text)
}
