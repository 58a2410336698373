import { useCallback } from 'react'
import { useToast } from '../design/layers/Toast'
import { whenFetched } from '../design/whenFetched'
import { t } from '../words/words'
import { createDocument } from '../workspace/acts'
import { toDocument } from './routes'
import { useShell } from './useShell'

/** A text that one already has, as a document of its own; or why not, in words. */
export function useImport(onGo: (route: string) => void): (file: File) => void {
  const { workspace, show } = useShell()
  const toast = useToast()
  return useCallback(
    (file: File) => {
      const refuse = (words: string) => show({ kind: 'message', title: t('home.import.title'), words })
      void whenFetched(() => import('../home/importText'))
        .then(({ importText }) => importText(file))
        .then(async (read) => {
          if (!read.ok) return refuse(read.reason)
          onGo(toDocument(await createDocument(workspace, { title: read.value.title, update: read.value.update })))
          if (read.value.pictures > 0) toast({ text: t('documents.picturesLeft', { count: read.value.pictures }) })
        })
        .catch(() => refuse(t('home.import.failed')))
    },
    [workspace, show, toast, onGo],
  )
}
