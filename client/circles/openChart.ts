import type * as Y from 'yjs'
import { followed } from '../workspace/followed'
import { listChart, storedChart } from '../workspace/listChart'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { type Chart, NO_CHART, readChart } from './chart/chart'

/** The chart of a workspace, open in this tab for as long as somebody looks at it. */
export type ChartState =
  /** Being read from this device. */
  | { readonly kind: 'opening' }
  /** Nobody has begun one. */
  | { readonly kind: 'none' }
  | { readonly kind: 'here'; readonly id: string; readonly ydoc: Y.Doc; readonly chart: Chart }

const OPENING: ChartState = { kind: 'opening' }

export const chartOf = (state: ChartState): Chart => (state.kind === 'here' ? state.chart : NO_CHART)

/** Its document is open in this tab only while somebody looks. */
export const chartIn = followed<ChartState>(OPENING, follow, { forgets: true })

function follow(workspace: OpenWorkspace, tell: (state: ChartState) => void): () => void {
  let close: (() => void) | null = null
  let isOver = false
  const look = () => {
    const stored = close ? null : storedChart(workspace)
    if (!stored) {
      if (!close && workspace.state.get() !== 'opening') tell({ kind: 'none' })
      return
    }
    const open = workspace.ground.replica.open(stored.doc)
    const say = () => tell({ kind: 'here', id: stored.id, ydoc: open.ydoc, chart: readChart(open.ydoc) })
    close = () => {
      open.ydoc.off('update', say)
      open.close()
    }
    void open.opened.then(() => {
      if (isOver) return
      open.ydoc.on('update', say)
      say()
    })
  }
  const ends = [workspace.documents.subscribe(look), workspace.state.subscribe(look)]
  look()
  return () => {
    isOver = true
    for (const end of ends) end()
    close?.()
  }
}

/** Does something to the chart, which is begun if there is none. @throws RangeError without the edit rung */
export async function editChart<T>(workspace: OpenWorkspace, act: (ydoc: Y.Doc) => T): Promise<T> {
  if (!workspace.mayWrite) throw new RangeError('the chart is written with the edit rung')
  const state = chartIn(workspace).get()
  if (state.kind === 'here') return act(state.ydoc)
  const stored = await listChart(workspace)
  if (!stored) throw new Error('a chart that was listed is gone')
  await workspace.look()
  const open = workspace.ground.replica.open(stored.doc)
  try {
    await open.opened
    return act(open.ydoc)
  } finally {
    open.close()
  }
}
