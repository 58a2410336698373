import type { Result } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { CompareRefusal, Comparison, GoingBack } from './compare'
import type { ReadyVersion } from './readyVersion'

/** What the window asks of the worker that compares texts, and what it is told. */
export type ToDiff =
  | { readonly type: 'compare'; readonly ask: number; readonly older: ProseMirrorJson; readonly newer: ProseMirrorJson }
  | { readonly type: 'compareWithNow'; readonly ask: number; readonly older: ProseMirrorJson; readonly state: Uint8Array; readonly before: Uint8Array | null }
  /** `since`: the state vector of the version before; null: from the beginning. */
  | { readonly type: 'ready'; readonly ask: number; readonly state: Uint8Array; readonly since: Uint8Array | null }
  | { readonly type: 'goBack'; readonly ask: number; readonly state: Uint8Array; readonly version: ProseMirrorJson; readonly device: string }

export type FromDiff =
  | { readonly type: 'compared'; readonly ask: number; readonly result: Result<Comparison, CompareRefusal> }
  | { readonly type: 'readied'; readonly ask: number; readonly result: Result<ReadyVersion, CompareRefusal> }
  | { readonly type: 'wentBack'; readonly ask: number; readonly result: Result<GoingBack, CompareRefusal> }
