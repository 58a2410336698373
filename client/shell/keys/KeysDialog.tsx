import type { ReactNode } from 'react'
import { Kbd } from '../../design/controls/Kbd'
import { Switch } from '../../design/controls/Switch'
import { Dialog } from '../../design/layers/Dialog'
import { commentKeys } from '../../documents/comments/keys'
import { documentKeys, screenKeys } from '../../documents/editor/keys'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useShell } from '../useShell'
import styles from './KeysDialog.module.css'
import { frameKeys, letterKeys, type PlainWord } from './keyTable'

interface Line {
  readonly keys: string
  readonly words: PlainWord
}
/** What no table binds: each layer closes itself, and the text has its own ways. */
const ownWays: readonly Line[] = [
  { keys: '/', words: 'shell.keys.more' },
  { keys: 'Tab', words: 'shell.keys.leaveText' },
]
const everywhere: readonly Line[] = [...frameKeys, { keys: 'Esc', words: 'shell.keys.close' }]

/** `?`: every key there is, from the tables that bind them. */
export function KeysDialog() {
  const { show, booted } = useShell()
  const { letterKeys: on } = useStore(booted.shelf.settings)
  return (
    <Dialog open onClose={() => show(null)} title={t('shell.keys.title')} width="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrows have to reach it */}
      <div className={styles.columns} tabIndex={0} role="group" aria-label={t('shell.keys.title')}>
        <div>
          <Part title={t('shell.keys.everywhere')} lines={everywhere} />
          <Part title={t('shell.keys.letters')} lines={on ? letterKeys : []}>
            <div className={styles.switch}>
              <Switch
                label={t('shell.keys.lettersOn')}
                detail={t('shell.keys.lettersHelp')}
                on={on}
                onChange={(letters) => void booted.shelf.set({ letterKeys: letters })}
              />
            </div>
          </Part>
        </div>
        <Part title={t('shell.keys.text')} lines={[...screenKeys, ...commentKeys, ...documentKeys, ...ownWays]} />
      </div>
    </Dialog>
  )
}

function Part({ title, lines, children }: { title: string; lines: readonly Line[]; children?: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {lines.length > 0 && (
        <dl>
          {lines.map(({ keys, words }) => (
            <div key={`${keys} ${words}`} className={styles.line}>
              <dt>{t(words)}</dt>
              <dd>
                <Kbd keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </section>
  )
}
