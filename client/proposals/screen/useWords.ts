import { useEffect, useState } from 'react'
import { toHex } from '../../../shared/bytes'
import { textNow, watchText } from '../../copies/review/texts'
import { canonicalTextHash, type ProseMirrorJson } from '../../crypto/canonicalText'
import { openHistory } from '../../history/openHistory'
import { useWorkspace } from '../../workspace/useWorkspace'

export interface UsedWords {
  /** As the text stands now; null: not read yet, or not here. */
  readonly live: ProseMirrorJson | null
  /** As the round has them; null: not read yet. */
  readonly frozen: ProseMirrorJson | null
  /** They have not come to this device. */
  readonly isLost: boolean
  readonly isChanged: boolean
}

/** The words of a proposal: as they are now, and as the round holds them [D3]. */
export function useWords(id: string, version: string | null): UsedWords {
  const workspace = useWorkspace()
  const [live, setLive] = useState<ProseMirrorJson | null>(null)
  const [frozen, setFrozen] = useState<{ readonly version: string; readonly json: ProseMirrorJson | null } | null>(null)
  useEffect(() => {
    let isOver = false
    const look = () => void textNow(workspace, id).then((text) => !isOver && setLive(text.ok ? text.value : null))
    look()
    const end = watchText(workspace, id, look)
    return () => {
      isOver = true
      end()
    }
  }, [workspace, id])
  useEffect(() => {
    if (version === null) return
    let close: (() => void) | null = null
    let isOver = false
    void openHistory(workspace, id).then((history) => {
      if (!history.ok) return isOver || setFrozen({ version, json: null })
      const { value } = history
      close = value.close
      if (isOver) return value.close()
      const look = () => {
        const read = value.read(version)
        if (!isOver) setFrozen({ version, json: read.ok ? read.value : null })
      }
      look()
      value.versions.subscribe(look)
    })
    return () => {
      isOver = true
      close?.()
    }
  }, [workspace, id, version])
  const held = frozen?.version === version ? frozen : null
  const hash = live === null ? null : toHex(canonicalTextHash(live))
  // The same words need no history to be read from.
  const json = version !== null && hash === version ? live : (held?.json ?? null)
  return { live, frozen: json, isLost: held !== null && json === null && live !== null, isChanged: version !== null && hash !== null && hash !== version }
}
