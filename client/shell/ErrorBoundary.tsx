import { Component, type ReactNode } from 'react'
import { Button } from '../design/controls/Button'
import { Mark } from '../design/signs/Mark'
import { t } from '../words/words'
import styles from './ErrorBoundary.module.css'

interface Props {
  children: ReactNode
  /** The whole app: then opening it again is what helps. */
  whole?: boolean
  /** When this changes, the part is tried again. */
  resetKey?: string
}
interface State {
  error: unknown
  key: string | undefined
}

/** A chunk that could not be fetched is no fault of the app: it comes once there is a network. */
export const isLoadError = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script failed|Unable to preload/i.test(error.message)

/** A screen that broke, in words; the rest goes on. What was written is safe: rows are on the device before anything is drawn. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, key: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }
  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.key ? null : { error: null, key: props.resetKey }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    const isLoad = isLoadError(error)
    const [title, line, again] = isLoad
      ? [t('shell.error.load'), t('shell.error.loadLine'), t('shell.error.partAgain')]
      : this.props.whole
        ? [t('shell.error.title'), t('shell.error.line'), t('shell.error.again')]
        : [t('shell.error.part'), t('shell.error.partLine'), t('shell.error.partAgain')]
    const retry = () => (this.props.whole || isLoad ? window.location.reload() : this.setState({ error: null }))
    return (
      <div className={styles.error} role="alert">
        <Mark size={40} />
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.line}>{line}</p>
        <Button onClick={retry}>{again}</Button>
        <details className={styles.details}>
          <summary>{t('shell.error.details')}</summary>
          <pre dir="ltr">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </details>
      </div>
    )
  }
}

export const AppBoundary = ({ children }: { children: ReactNode }) => <ErrorBoundary whole>{children}</ErrorBoundary>
