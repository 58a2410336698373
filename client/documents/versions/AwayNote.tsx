import { Button } from '../../design/controls/Button'
import { formatRelativeDay } from '../../words/formats'
import { t } from '../../words/words'
import styles from './AwayNote.module.css'
import type { Away } from './useAway'

/** At the foot of a text that others changed meanwhile: quiet, until one asks. */
export function AwayNote({ away, onShow }: { away: Away; onShow: () => void }) {
  return (
    <section className={styles.note} aria-label={t('history.away')}>
      <span className={styles.words}>{t('history.awayLine', { count: away.count, day: formatRelativeDay(away.since) })}</span>
      <Button small onClick={onShow}>
        {t('history.awayShow')}
      </Button>
      <Button small kind="quiet" onClick={() => away.dismiss()}>
        {t('history.awayRead')}
      </Button>
    </section>
  )
}
