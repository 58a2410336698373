import '../../words/later/turns'
import { useCallback } from 'react'
import { useToast } from '../../design/layers/Toast'
import { t } from '../../words/words'

/** Waits until something that was said is kept, and tells plainly if this device could not keep it. Resolves to whether it was: only then may its words go. */
export function useSaid(): (said: Promise<void>) => Promise<boolean> {
  const toast = useToast()
  return useCallback(
    async (said) => {
      try {
        await said
        return true
      } catch (error) {
        console.error('something said could not be kept', error)
        toast({ text: t('turns.notKept') })
        return false
      }
    },
    [toast],
  )
}
