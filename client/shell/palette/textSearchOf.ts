import { startTextSearch, type TextSearch } from '../../documents/search/textSearch'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'

/** Begun when it is first asked something, kept until another workspace is shown: the second time everything has been read. */
let kept: { readonly workspace: OpenWorkspace; readonly search: TextSearch; readonly end: () => void } | null = null

export function searchOf(workspace: OpenWorkspace): TextSearch {
  if (kept?.workspace === workspace) return kept.search
  kept?.end()
  const search = startTextSearch({ log: workspace.ground.log })
  const follow = () => search.follow(newestFirst(workspace.documents.get()).map(({ id, doc }) => ({ id, doc })))
  let followed = ''
  const look = () => {
    const now = workspace.documents
      .get()
      .map(({ id }) => id)
      .sort()
      .join()
    if (now === followed) return
    followed = now
    follow()
  }
  look()
  const stop = workspace.documents.subscribe(look)
  kept = {
    workspace,
    search,
    end() {
      stop()
      search.stop()
    },
  }
  return search
}

const newestFirst = (listings: readonly DocumentListing[]): DocumentListing[] => [...listings].sort((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0))
