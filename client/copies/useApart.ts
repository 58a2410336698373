import { useEffect, useState } from 'react'
import { fromHex, toHex } from '../../shared/bytes'
import { historyIdOf } from '../workspace/ids'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { ask } from './desk/desk'
import type { Apart } from './desk/engine'
import type { Lineage } from './lineage'
import { basesOf, openHistories } from './review/bases'
import { rowsOf, watchText } from './review/texts'

/** How far a copy and its main text are apart, worked out again when either has been quiet for a moment; null: not known (yet). */
export function useApart(workspace: OpenWorkspace, lineage: Lineage | null): Apart | null {
  const [apart, setApart] = useState<Apart | null>(null)
  const id = lineage?.id ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a lineage is the same as long as its copy is
  useEffect(() => {
    setApart(null)
    if (lineage === null) return
    let isOver = false
    let run = 0
    const look = async () => {
      const mine = ++run
      const histories = await openHistories(workspace, lineage)
      const bases = await basesOf(histories, lineage).finally(() => histories.close())
      const [copy, main] = [await rowsOf(workspace, lineage.id), await rowsOf(workspace, lineage.parent)]
      if (isOver || mine !== run || !bases.ok || !copy) return
      const found = await ask('apart', { push: { json: bases.value.push }, pull: { json: bases.value.pull }, main, copy })
      if (!isOver && mine === run && found.ok) setApart(found.value)
    }
    const again = () => void look().catch((error: unknown) => console.error('a copy could not be compared', error))
    // Their histories hold the texts that are compared with: they may come later.
    const watched = [lineage.id, lineage.parent].flatMap((of) => [of, toHex(historyIdOf(fromHex(of)))])
    const ends = watched.map((of) => watchText(workspace, of, again))
    again()
    return () => {
      isOver = true
      for (const end of ends) end()
    }
  }, [workspace, id])
  return apart
}
