import { formatList, formatMoment, formatRelativeDay } from '../../words/formats'
import { t } from '../../words/words'
import { Button } from '../controls/Button'
import { type Fact, FactRows } from '../page/FactRows'
import styles from './WordsPanel.module.css'
import type { WordsStatus } from './whereWords'

export interface WordsPanelProps {
  status: WordsStatus
  /** Titles of the documents with changes that are not sent. */
  unsentIn?: readonly string[]
  /** The last time that words of somebody else came, and whose. */
  lastExchange?: { at: number; name: string } | null
  onCarry?: (() => void) | undefined
  onTry?: (() => void) | undefined
  onSaveCopy?: (() => void) | undefined
  onOtherRelay?: (() => void) | undefined
}

function deviceFact({ saved }: WordsStatus): Fact {
  if (saved === 'not saved') return { icon: 'disk', title: t('design.panel.full'), detail: t('design.panel.fullDetail'), tone: 'brick' }
  if (saved === 'saving') return { icon: 'device', title: t('design.panel.saving'), detail: t('design.panel.savingDetail') }
  return { icon: 'device', title: t('design.panel.saved'), detail: t('design.panel.savedDetail'), tone: 'pine' }
}

function relayFact(status: WordsStatus, unsentIn: readonly string[]): Fact {
  const { relay, unsent, since, reason } = status
  const day = since === null ? null : formatMoment(since)
  const where = unsentIn.length > 0 ? `${t('design.panel.unsentIn', { titles: formatList(unsentIn) })} ` : ''
  if (relay === 'none') return { icon: 'relay', title: t('design.panel.onlyHere'), detail: t('design.panel.onlyHereDetail') }
  if (relay === 'refused')
    return { icon: 'warning', title: reason ? t('design.words.refused', { reason }) : t('design.panel.refused'), detail: where.trim(), tone: 'brick' }
  if (relay === 'offline' && unsent > 0) {
    const rest = day === null ? t('design.panel.offlineNow') : t('design.panel.offlineSince', { day })
    return { icon: 'offline', title: t('design.words.unsent', { count: unsent }), detail: where + rest }
  }
  if (relay === 'offline')
    return {
      icon: 'offline',
      title: day === null ? t('design.words.offlineShort') : t('design.panel.offline', { day }),
      detail: t('design.panel.offlineDetail'),
    }
  if (unsent > 0) return { icon: 'relay', title: t('design.words.unsent', { count: unsent }), detail: where + t('design.panel.sending') }
  return { icon: 'relay', title: t('design.panel.sent'), detail: t('design.panel.sentDetail'), tone: 'pine' }
}

/** What opens behind the sign: each place by itself, what "sent" means, and what can be done. */
export function WordsPanel(props: WordsPanelProps) {
  const { status, unsentIn = [], lastExchange, onCarry, onTry, onSaveCopy, onOtherRelay } = props
  const facts = [deviceFact(status), relayFact(status, unsentIn)]
  if (lastExchange) {
    const title = t('design.panel.lastExchange', { when: formatRelativeDay(lastExchange.at), name: lastExchange.name })
    facts.push({ icon: 'people', title, detail: status.unsent > 0 ? t('design.panel.othersDoNotSee') : t('design.panel.othersSee') })
  } else if (lastExchange === null) facts.push({ icon: 'people', title: t('design.panel.nobodyYet') })
  const full = status.saved === 'not saved'
  return (
    <div className={styles.panel}>
      <FactRows facts={facts} />
      <p className={styles.about}>{t('design.panel.about')}</p>
      <div className={styles.actions}>
        {full && onSaveCopy && (
          <Button small icon="takeOut" onClick={onSaveCopy}>
            {t('design.panel.saveCopy')}
          </Button>
        )}
        {!full && status.unsent > 0 && onCarry && (
          <Button small icon="takeOut" onClick={onCarry}>
            {t('design.panel.carry')}
          </Button>
        )}
        {(status.relay === 'refused' || status.relay === 'none') && onOtherRelay && (
          <Button small kind="quiet" onClick={onOtherRelay}>
            {t('design.panel.otherRelay')}
          </Button>
        )}
        {(status.relay === 'offline' || status.relay === 'refused') && onTry && (
          <Button small kind="quiet" onClick={onTry}>
            {t('design.panel.tryNow')}
          </Button>
        )}
      </div>
    </div>
  )
}
