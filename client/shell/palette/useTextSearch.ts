import { useEffect, useState } from 'react'
import type { Found } from '../../documents/search/searchIndex'
import { startTextSearch, type TextSearch } from '../../documents/search/textSearch'
import { writable } from '../../sync/store'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { useStore } from '../../workspace/useStore'

/** Begun when somebody first looks for something, kept until another workspace is shown: the second time everything has been read. */
let kept: { readonly workspace: OpenWorkspace; readonly search: TextSearch; readonly end: () => void } | null = null

function searchOf(workspace: OpenWorkspace): TextSearch {
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

const NOTHING: Found = { documents: [], passages: [] }
const READ_ALL = writable({ read: 0, of: 0 })

export interface InTexts {
  readonly found: Found
  /** The question that `found` answers. */
  readonly question: string
  /** null: everything has been read. */
  readonly reading: { readonly read: number; readonly of: number } | null
}

/** What stands in the texts; the answer before stays until the next one is there. */
export function useTextSearch(workspace: OpenWorkspace, question: string): InTexts {
  const [search, setSearch] = useState<TextSearch | null>(null)
  const [answer, setAnswer] = useState({ found: NOTHING, question: '' })
  const progress = useStore(search?.progress ?? READ_ALL)
  useEffect(() => setSearch(searchOf(workspace)), [workspace])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more has been read the same question has another answer
  useEffect(() => {
    if (question === '') setAnswer({ found: NOTHING, question })
    else void search?.find(question).then((found) => found && setAnswer({ found, question }))
  }, [search, question, progress])
  return { ...answer, reading: progress.read < progress.of ? progress : null }
}
