/**
 * Keeps versions by themselves while somebody writes: what stood before their first change, then whenever the writing rests, every half hour of writing, and when
 * the text is closed. The device that writes keeps them, and thins what has become too many.
 */
import * as Y from 'yjs'
import type { History } from '../../history/openHistory'

/** Ms without a change of one's own. */
export const RESTS_AFTER = 5 * 60 * 1000
/** Ms of writing without a rest. */
export const AT_MOST = 30 * 60 * 1000

export interface KeepSeams {
  /** Opens the history for as long as one version takes. null: there is none, or nothing may be kept. */
  readonly open: () => Promise<History | null>
  readonly device: string
  /** By a transaction's origin: was it made in this window, by hand? */
  readonly isOwn: (origin: unknown) => boolean
  /** Calls `act` after `ms`. Returns how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void
}

export interface KeepWatch {
  /** What was written since the last version is kept now. */
  rest(): void
  /** Ends it; what was written since the last version is kept. Resolves once it is. */
  stop(): Promise<void>
  /** Nothing is being kept now. For tests. */
  settled(): Promise<void>
}

export function watchToKeep(ydoc: Y.Doc, { open, device, isOwn, after }: KeepSeams): KeepWatch {
  let hasChanged = false
  let callOffRest: (() => void) | null = null
  let callOffMost: (() => void) | null = null
  let turn: Promise<void> = Promise.resolve()
  let isStopped = false

  /** @param state of the text, V2 */
  const keep = (state: Uint8Array) => {
    turn = turn
      .then(async () => {
        const history = await open()
        if (!history) return
        try {
          const { keepState } = await import('./keepText')
          if ((await keepState(history, state, device)) !== null) history.thin()
        } finally {
          history.close()
        }
      })
      .catch((error: unknown) => console.error('a version could not be kept', error))
  }
  const rest = () => {
    callOffRest?.()
    callOffMost?.()
    callOffRest = callOffMost = null
    if (!hasChanged) return
    hasChanged = false
    keep(Y.encodeStateAsUpdateV2(ydoc))
  }
  /** As it was before this device's first change: whoever wrote it may have closed without a version. */
  let before: Uint8Array | null = null
  const onBefore = ({ origin }: Y.Transaction) => {
    if (isOwn(origin)) before = Y.encodeStateAsUpdateV2(ydoc)
  }
  const keepBefore = () => {
    ydoc.off('beforeTransaction', onBefore)
    if (before === null) return
    keep(before)
    before = null
  }
  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (!isOwn(origin) || isStopped) return
    keepBefore()
    hasChanged = true
    callOffRest?.()
    callOffRest = after(RESTS_AFTER, rest)
    callOffMost ??= after(AT_MOST, rest)
  }
  ydoc.on('beforeTransaction', onBefore)
  ydoc.on('update', onUpdate)
  return {
    rest,
    async stop() {
      isStopped = true
      ydoc.off('beforeTransaction', onBefore)
      ydoc.off('update', onUpdate)
      rest()
      await turn
    },
    settled: () => turn,
  }
}
