import type { LinkTargets } from '../../documents/links/linkTargets'
import { findByTitle, inUse } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { toDocument } from '../routes'

/** How many documents are offered at once. */
const MOST = 8

/** What the texts of a workspace can link to, as its list of documents is now. @param self the document that links: it is not offered to itself */
export function linkTargetsOf(workspace: OpenWorkspace, self: string): LinkTargets {
  const { documents } = workspace
  return {
    titleOf: (id) => documents.get().find((listing) => listing.id === id)?.title ?? null,
    find: (typed) =>
      findByTitle(
        inUse(documents.get()).filter(({ id }) => id !== self),
        typed,
      )
        .slice(0, MOST)
        .map(({ item: { id, title } }) => ({ id, title })),
    subscribe: (listener) => documents.subscribe(listener),
    open(id, beside) {
      if (beside) window.open(`${window.location.pathname}#${toDocument(id)}`, '_blank', 'noopener')
      else window.location.hash = toDocument(id)
    },
  }
}
