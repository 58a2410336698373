/** Who wrote what, as each device says of itself: at a session's first own edit the Y.Doc's client number is put down beside the device. A claim, not a proof. */
import * as Y from 'yjs'
import { EDITOR_META } from './binding/keptMapping'
import { AUTHORS_FIELD } from './schema/schema'

/** Waits for the first own edit, then claims. Returns how to stop waiting. @param device the device's name in presence (hex) */
export function claimAuthor(ydoc: Y.Doc, device: string): () => void {
  const claim = (transaction: Y.Transaction): void => {
    if (!transaction.meta.has(EDITOR_META) || transaction.changed.size === 0) return
    stop()
    const authors = ydoc.getMap<string>(AUTHORS_FIELD)
    const client = String(ydoc.clientID)
    if (authors.get(client) !== device) authors.set(client, device)
  }
  const stop = (): void => ydoc.off('afterTransaction', claim)
  ydoc.on('afterTransaction', claim)
  return stop
}

/** Client number → device, for clients of whose words at least one is left. */
export function authorsOf(ydoc: Y.Doc): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [client, device] of ydoc.getMap<unknown>(AUTHORS_FIELD).entries()) {
    const number = Number(client)
    if (Number.isInteger(number) && typeof device === 'string') found.set(number, device)
  }
  return found
}

/** Takes out the claims of clients that have no living item: part of folding a document. */
export function forgetSilentAuthors(ydoc: Y.Doc): void {
  const authors = ydoc.getMap<unknown>(AUTHORS_FIELD)
  const speaks = (client: number): boolean =>
    (ydoc.store.clients.get(client) ?? []).some((struct) => struct instanceof Y.Item && !struct.deleted && !isClaim(struct, authors))
  ydoc.transact(() => {
    for (const client of [...authors.keys()]) if (!speaks(Number(client))) authors.delete(client)
  })
}

const isClaim = (item: Y.Item, authors: Y.Map<unknown>): boolean => item.parent === authors
