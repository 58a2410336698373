import { useCallback, useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import { dayOf } from '../workspace/days'
import { useStore } from '../workspace/useStore'
import { useWorkspace } from '../workspace/useWorkspace'
import { type Roll, rollOf } from './chart/roll'
import { type ChartState, chartIn, chartOf, editChart } from './openChart'

export interface UsedChart {
  readonly state: ChartState
  readonly roll: Roll
  readonly mayWrite: boolean
  readonly edit: <T>(act: (ydoc: Y.Doc) => T) => Promise<T>
}

/** The day of this device, followed over midnight. */
export function useToday(): string {
  const { ground } = useWorkspace()
  const [today, setToday] = useState(() => dayOf(ground.now()))
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(ground.now())), 60_000)
    return () => clearInterval(timer)
  }, [ground])
  return today
}

/** The chart of this workspace as it is now, and how to change it. */
export function useChart(): UsedChart {
  const workspace = useWorkspace()
  const state = useStore(chartIn(workspace))
  const people = useStore(workspace.people)
  const today = useToday()
  const chart = chartOf(state)
  const roll = useMemo(() => rollOf(chart, people, today), [chart, people, today])
  const edit = useCallback(<T>(act: (ydoc: Y.Doc) => T) => editChart(workspace, act), [workspace])
  return { state, roll, mayWrite: workspace.mayWrite, edit }
}
