import { useEffect, useRef } from 'react'
import { toHex } from '../../shared/bytes'
import { useToast } from '../design/layers/Toast'
import type { DocumentActions } from '../documents/documentActions'
import { t } from '../words/words'
import { goBackTo } from './goBackTo'
import { useShell } from './useShell'

/** Puts the version that somebody wanted back into the text that has just been opened, and offers to undo it. */
export function useGoBack(documentId: string, actions: DocumentActions | null): void {
  const { workspace, show } = useShell()
  const toast = useToast()
  const latest = useRef({ show, toast })
  latest.current = { show, toast }
  useEffect(() => {
    const version = actions && goBackTo.take(documentId)
    if (!version) return
    void actions.goBackTo(version.json, toHex(workspace.ground.identity.signing.public)).then((done) => {
      const { show, toast } = latest.current
      if (done === 'done') toast({ text: t('history.wentBack', { name: version.name }), undo: () => actions.undo() })
      else if (done === 'same') toast({ text: t('history.wentNowhere') })
      else show({ kind: 'message', title: t('history.cannotGoBack'), words: t('history.tooNew') })
    })
  }, [workspace, documentId, actions])
}
