import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../../words/words'
import styles from './Toast.module.css'

export interface ToastWords {
  /** What was done: "38 changes are in the main text." Never an error. */
  text: string
  /** Takes it back. */
  undo?: () => void
  /** In place of "Undo". */
  undoWords?: string
}

type Show = (toast: ToastWords) => void

const ToastContext = createContext<Show | null>(null)
const shownFor = 6_000

/** Says in passing what was done. One at a time: a new one takes the place of the one before. */
export function useToast(): Show {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it')
  return show
}

/** Holds the one toast, at the bottom start of the window, for 6 s; as long as it is pointed at or has the focus, it stays. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<(ToastWords & { number: number }) | null>(null)
  const [held, setHeld] = useState(false)
  const number = useRef(0)
  const show = useCallback<Show>((words) => {
    number.current += 1
    setHeld(false)
    setToast({ ...words, number: number.current })
  }, [])
  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => setToast(null), shownFor)
    return () => clearTimeout(timer)
  }, [toast, held])
  const hold = useMemo(
    () => ({ onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) }),
    [],
  )
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {toast && (
          <div key={toast.number} className={styles.toast} {...hold}>
            <span className={styles.text} dir="auto">
              {toast.text}
            </span>
            {toast.undo && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  toast.undo?.()
                  setToast(null)
                }}
              >
                {toast.undoWords ?? t('design.undo')}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  )
}
