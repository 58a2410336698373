import { useEffect, useState } from 'react'
import type { TextSearch } from '../../documents/search/textSearch'
import { writable } from '../../sync/store'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { useStore } from '../../workspace/useStore'
import { whenIdle } from '../boot'
import { searchOf } from '../palette/textSearchOf'

const NOTHING = writable({ read: 0, of: 0 })

/** The documents whose texts link to this one, by title. They are read in a worker, once the text that one came for is there. */
export function useLinkedFrom(workspace: OpenWorkspace, id: string): readonly DocumentListing[] {
  const [search, setSearch] = useState<TextSearch | null>(null)
  const [from, setFrom] = useState<readonly string[]>([])
  const progress = useStore(search?.progress ?? NOTHING)
  const listings = useStore(workspace.documents)
  useEffect(() => {
    let isGone = false
    whenIdle(() => {
      if (!isGone) setSearch(searchOf(workspace))
    })
    return () => {
      isGone = true
    }
  }, [workspace])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more has been read there is another answer
  useEffect(() => {
    let isGone = false
    void search?.linkedTo(id).then((found) => {
      if (!isGone) setFrom((before) => (before.join() === found.join() ? before : found))
    })
    return () => {
      isGone = true
    }
  }, [search, id, progress])
  return listings.filter((listing) => listing.state === 'listed' && from.includes(listing.id)).sort((a, b) => a.title.localeCompare(b.title))
}
