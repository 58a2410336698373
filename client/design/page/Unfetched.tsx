import { type ReactNode, useSyncExternalStore } from 'react'
import { t } from '../../words/words'
import { Button } from '../controls/Button'
import { askAgain, unfetched } from '../whenFetched'
import { EmptyState } from './EmptyState'
import styles from './Unfetched.module.css'

/**
 * In place of a part of the app that does not come: the network went before it was kept on the device. It is asked for again all the while.
 * @param onClose where it would lie over the page: a way back to it
 * @param children what stands there as long as it may still come
 */
export function Unfetched({ onClose, children = null }: { onClose?: () => void; children?: ReactNode }) {
  const isMissing = useSyncExternalStore(unfetched.subscribe, unfetched.get)
  if (!isMissing) return children
  return (
    <div role="alert" className={onClose ? styles.over : undefined}>
      <EmptyState
        figure={onClose ? 'none' : 'mark'}
        title={t('shell.error.load')}
        actions={
          <>
            <Button onClick={askAgain}>{t('shell.error.partAgain')}</Button>
            {onClose && (
              <Button kind="quiet" onClick={onClose}>
                {t('shell.error.partClose')}
              </Button>
            )}
          </>
        }
      >
        {t('shell.error.loadLine')}
      </EmptyState>
    </div>
  )
}
