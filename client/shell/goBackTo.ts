import type { ProseMirrorJson } from '../crypto/canonicalText'

/** A version that somebody wants back, on the way from the versions to the text: the editor puts it there, so that it can be undone like any other edit. */
const wanted = new Map<string, { readonly json: ProseMirrorJson; readonly name: string }>()

export const goBackTo = {
  set: (id: string, version: { readonly json: ProseMirrorJson; readonly name: string }): void => void wanted.set(id, version),
  /** Asked once: whoever asks does it. */
  take(id: string): { readonly json: ProseMirrorJson; readonly name: string } | null {
    const found = wanted.get(id) ?? null
    wanted.delete(id)
    return found
  },
}
