/** A file that leaves the app: given to the browser to save. Nothing of it goes anywhere else. */

const PLAIN = /[^\p{L}\p{N} ,.()'’_-]+/gu
export const fileName = (name: string, ending: string): string =>
  `${name.replace(PLAIN, ' ').replace(/\s+/g, ' ').trim().slice(0, 80) || 'Leaderful'}.${ending}`

export function saveFile(bytes: Uint8Array, name: string, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
