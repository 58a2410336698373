import { Kbd } from '../../design/controls/Kbd'
import { Palette } from '../../design/layers/Palette'
import { usePhone } from '../../design/useMedia'
import { t } from '../../words/words'
import { useShell } from '../useShell'
import styles from './FindPalette.module.css'
import { FindScreen } from './FindScreen'
import { useFinding } from './useFinding'

/** Ctrl K: documents, passages of their texts, things to do, people. Works without a network: it looks only at this device. */
export function FindPalette({ onGo, sayChanges }: { onGo: (route: string) => void; sayChanges: () => void }) {
  const { find, show } = useShell()
  const isPhone = usePhone()
  const close = () => find(false)
  const finding = useFinding({ onGo, onDone: close, sayChanges })
  if (isPhone) return <FindScreen finding={finding} onClose={close} />
  const foot = (
    <>
      <span className={styles.keys}>
        <Kbd keys="↑" />
        <Kbd keys="↓" />
        {t('shell.palette.choose')}
      </span>
      <span className={styles.keys}>
        <Kbd keys="Enter" />
        {t('shell.palette.open')}
      </span>
      <span className={styles.keys}>
        <Kbd keys="Ctrl+Enter" />
        {t('shell.palette.beside')}
      </span>
      <button
        type="button"
        className={styles.all}
        onClick={() => {
          close()
          show({ kind: 'keys' })
        }}
      >
        <Kbd keys="?" />
        {t('shell.palette.allKeys')}
      </button>
    </>
  )
  return (
    <Palette
      open
      onClose={close}
      label={t('shell.palette.placeholder')}
      query={finding.query}
      onQuery={finding.setQuery}
      note={finding.note}
      groups={finding.groups}
      nothing={finding.isNothing}
      empty={t('shell.palette.nothing')}
      foot={foot}
      onChoose={finding.choose}
    />
  )
}
