import type { Result } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { whenFetched } from '../../design/whenFetched'
import type { CompareRefusal, Comparison, GoingBack } from './compare'
import type { FromDiff, ToDiff } from './diffMessages'
import type { ReadyVersion } from './readyVersion'

/** Asks the worker that compares texts; one for the window, begun when it is first asked for. */
let worker: Worker | null = null
let isBroken = typeof Worker === 'undefined'
let asked = 0
const waiting = new Map<number, { readonly question: ToDiff; readonly answer: (told: FromDiff) => void; readonly refuse: (error: unknown) => void }>()

function hear(told: FromDiff): void {
  const asking = waiting.get(told.ask)
  waiting.delete(told.ask)
  asking?.answer(told)
}

async function here(question: ToDiff): Promise<void> {
  try {
    const { answerDiff } = await whenFetched(() => import('./answerDiff'))
    hear(answerDiff(question))
  } catch (error) {
    waiting.get(question.ask)?.refuse(error)
    waiting.delete(question.ask)
  }
}

function ask(question: ToDiff): Promise<FromDiff> {
  return new Promise((answer, refuse) => {
    waiting.set(question.ask, { question, answer, refuse })
    if (isBroken) void here(question)
    else port().postMessage(question)
  })
}

function port(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('../diff.worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = ({ data }: MessageEvent<FromDiff>) => hear(data)
  // It could not be loaded, or broke over a question: all that waits is answered in this thread.
  made.onerror = () => {
    isBroken = true
    made.terminate()
    worker = null
    for (const { question } of [...waiting.values()]) void here(question)
  }
  worker = made
  return made
}

export async function compare(older: ProseMirrorJson, newer: ProseMirrorJson): Promise<Result<Comparison, CompareRefusal>> {
  const told = await ask({ type: 'compare', ask: ++asked, older, newer })
  if (told.type !== 'compared') throw new Error('another answer')
  return told.result
}

export async function compareNow(older: ProseMirrorJson, state: Uint8Array, before: Uint8Array | null): Promise<Result<Comparison, CompareRefusal>> {
  const told = await ask({ type: 'compareWithNow', ask: ++asked, older, state, before })
  if (told.type !== 'compared') throw new Error('another answer')
  return told.result
}

export async function goBackIn(state: Uint8Array, version: ProseMirrorJson, device: string): Promise<Result<GoingBack, CompareRefusal>> {
  const told = await ask({ type: 'goBack', ask: ++asked, state, version, device })
  if (told.type !== 'wentBack') throw new Error('another answer')
  return told.result
}

export async function readyIn(state: Uint8Array, since: Uint8Array | null): Promise<Result<ReadyVersion, CompareRefusal>> {
  const told = await ask({ type: 'ready', ask: ++asked, state, since })
  if (told.type !== 'readied') throw new Error('another answer')
  return told.result
}
