import { useEffect, useState } from 'react'
import type { Found } from '../../documents/search/searchIndex'
import type { TextSearch } from '../../documents/search/textSearch'
import { writable } from '../../sync/store'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { useStore } from '../../workspace/useStore'
import { searchOf } from './textSearchOf'

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
