import { useEffect, useState } from 'react'
import * as Y from 'yjs'
import { toHex } from '../../../shared/bytes'
import { canonicalTextHash, type ProseMirrorJson } from '../../crypto/canonicalText'
import type { Version } from '../../history/historyDocument'
import { type History, type HistoryRefusal, openHistory } from '../../history/openHistory'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { documentJson } from '../documentJson'

/** The text as it is now, read anew a moment after each change. */
export interface TextNow {
  readonly ydoc: Y.Doc
  readonly json: ProseMirrorJson
  /** SHA-256 of its canonical text, hex: the name that it would have as a version. */
  readonly hash: string
  readonly state: Uint8Array
}

export interface VersionsState {
  readonly history: History | null
  /** Why there is none. */
  readonly refusal: HistoryRefusal | null
  readonly versions: readonly Version[]
  /** null: it has not been read yet, or holds what this version of the app does not know. */
  readonly now: TextNow | null
  readonly isNewer: boolean
}

/** Ms after a change before the text is read again. */
const QUIET = 1000

/** A text's versions and the text itself, for as long as the screen stands. */
export function useVersions(workspace: OpenWorkspace, { id, doc }: Pick<DocumentListing, 'id' | 'doc'>): VersionsState {
  const [history, setHistory] = useState<History | null>(null)
  const [refusal, setRefusal] = useState<HistoryRefusal | null>(null)
  const [versions, setVersions] = useState<readonly Version[]>([])
  const [now, setNow] = useState<TextNow | null>(null)
  const [isNewer, setNewer] = useState(false)

  useEffect(() => {
    let isOver = false
    let opened: History | null = null
    let isOpening = false
    const open = async () => {
      if (isOpening || opened) return
      isOpening = true
      const result = await openHistory(workspace, id).finally(() => {
        isOpening = false
      })
      if (isOver) {
        if (result.ok) result.value.close()
        return
      }
      setRefusal(result.ok ? null : result.reason)
      if (!result.ok) return
      opened = result.value
      const { versions: store } = opened
      const look = () => setVersions(store.get())
      store.subscribe(look)
      look()
      setHistory(opened)
    }
    const again = () => void open().catch((error: unknown) => console.error('the versions could not be opened', error))
    again()
    // Whoever may not make it is shown it as soon as somebody has.
    const end = workspace.documents.subscribe(again)
    workspace.index.ydoc.on('update', again)
    return () => {
      isOver = true
      end()
      workspace.index.ydoc.off('update', again)
      opened?.close()
      setHistory(null)
      setVersions([])
    }
  }, [workspace, id])

  useEffect(() => {
    const text = workspace.ground.replica.open(doc)
    const { ydoc } = text
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      if (isOver) return
      const read = documentJson(ydoc)
      setNewer(!read.ok)
      if (!read.ok || (read.value.content ?? []).length === 0) return
      const json: ProseMirrorJson = read.value
      setNow({ ydoc, json, hash: toHex(canonicalTextHash(json)), state: Y.encodeStateAsUpdateV2(ydoc) })
    }
    const soon = () => {
      timer ??= setTimeout(look, QUIET)
    }
    void text.opened.then(() => {
      if (isOver) return
      look()
      ydoc.on('updateV2', soon)
    })
    return () => {
      isOver = true
      ydoc.off('updateV2', soon)
      if (timer) clearTimeout(timer)
      text.close()
      setNow(null)
    }
  }, [workspace, doc])

  return { history, refusal, versions, now, isNewer }
}
