/**
 * A reader's copy of a document. A reader's editor is bound to this and never to the live Y.Doc [S11]: an editor library writes to what it is bound to,
 * `editable: false` or not, and what a reader's device writes nobody would take.
 */
import * as Y from 'yjs'

const FOLLOW = { follow: true }

export interface FollowingClone {
  readonly ydoc: Y.Doc
  stop(): void
}

export function followingClone(live: Y.Doc): FollowingClone {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, Y.encodeStateAsUpdateV2(live), FOLLOW)
  const follow = (update: Uint8Array): void => Y.applyUpdateV2(ydoc, update, FOLLOW)
  live.on('updateV2', follow)
  return {
    ydoc,
    stop() {
      live.off('updateV2', follow)
      ydoc.destroy()
    },
  }
}
