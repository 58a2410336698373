/**
 * Where words are, from what is known to what is said. Pure, apart from the catalogue.
 *
 * The truth always: "Sent" means that the relay has everything; and it is always the furthest truth, in the fewest words, where room is short.
 */
import { formatDay, formatRelativeDay } from '../../words/formats'
import { t } from '../../words/words'

export interface WordsStatus {
  saved: 'saved' | 'saving' | 'not saved'
  /** Changes that no relay has. */
  unsent: number
  /** none: no relay is chosen. */
  relay: 'sent' | 'sending' | 'offline' | 'refused' | 'none'
  /** Since when there is no network, in ms; null if not known. */
  since: number | null
  /** Why the relay refuses, to stand after a colon: "its disk is full". */
  reason?: string | undefined
  /** With several relays: how many have everything. */
  relays?: { sent: number; of: number } | undefined
}

/** The two places and the link between them, as they are drawn. */
export interface WordsSign {
  device: 'saved' | 'saving' | 'full'
  link: 'whole' | 'dotted' | 'none'
  /** One dot per relay. */
  relays: ('sent' | 'empty' | 'refused')[]
}

export interface WordsSaid {
  sign: WordsSign
  text: string
  /** Where room is short. */
  short: string
  tone: 'calm' | 'brick'
}

/**
 * `patient`: sending has not lasted yet. For its first two seconds only what is sure is said ("Saved on this device"), so that nothing flickers at every
 * letter, and nothing is claimed.
 */
export function saidOf(status: WordsStatus, now: number, patient = false): WordsSaid {
  const dots = (all: 'sent' | 'empty' | 'refused'): WordsSign['relays'] => {
    if (status.relay === 'none') return []
    if (!status.relays || status.relays.of < 2) return [all]
    return Array.from({ length: status.relays.of }, (_, index) => (index < (status.relays?.sent ?? 0) ? 'sent' : all === 'sent' ? 'empty' : all))
  }
  const device = status.saved === 'not saved' ? 'full' : status.saved
  if (status.saved === 'not saved') {
    return { sign: { device, link: 'none', relays: dots('empty') }, text: t('design.words.full'), short: t('design.words.fullShort'), tone: 'brick' }
  }
  if (status.relay === 'refused') {
    const text = status.reason ? t('design.words.refused', { reason: status.reason }) : t('design.words.refusedPlain')
    return { sign: { device, link: 'none', relays: dots('refused') }, text, short: t('design.words.refusedPlain'), tone: 'brick' }
  }
  // Before anything that is said of what is saved, and before any count that is taken for it [S1].
  if (status.saved === 'saving') {
    const link = status.relay === 'offline' || status.relay === 'none' ? 'none' : 'dotted'
    return { sign: { device, link, relays: dots('empty') }, text: t('design.words.saving'), short: t('design.words.savingShort'), tone: 'calm' }
  }
  if (status.relay === 'none') {
    return { sign: { device, link: 'none', relays: [] }, text: t('design.words.onlyHere'), short: t('design.words.onlyHereShort'), tone: 'calm' }
  }
  if (status.relay === 'offline') {
    const sign: WordsSign = { device, link: 'none', relays: dots('empty') }
    if (status.unsent > 0)
      return { sign, text: t('design.words.unsent', { count: status.unsent }), short: t('design.words.unsentShort', { count: status.unsent }), tone: 'calm' }
    const text = status.since === null ? t('design.words.offlineNow') : t('design.words.offline', { day: sinceWhen(status.since, now) })
    return { sign, text, short: t('design.words.offlineShort'), tone: 'calm' }
  }
  if (status.relay === 'sending' || status.unsent > 0) {
    const sign: WordsSign = { device, link: 'dotted', relays: dots('empty') }
    if (patient || status.unsent === 0) return { sign, text: t('design.words.onlyHere'), short: t('design.words.onlyHereShort'), tone: 'calm' }
    return { sign, text: t('design.words.unsent', { count: status.unsent }), short: t('design.words.unsentShort', { count: status.unsent }), tone: 'calm' }
  }
  const sign: WordsSign = { device, link: 'whole', relays: dots('sent') }
  if (status.relays && status.relays.of > 1 && status.relays.sent < status.relays.of) {
    return {
      sign,
      text: t('design.words.onSome', { sent: status.relays.sent, all: status.relays.of }),
      short: t('design.words.onSomeShort', { sent: status.relays.sent, all: status.relays.of }),
      tone: 'calm',
    }
  }
  return { sign, text: t('design.words.sent'), short: t('design.words.sentShort'), tone: 'calm' }
}

/** "today", "yesterday", "Sunday", "12 November", to stand after "since". */
export function sinceWhen(since: number, now: number): string {
  const isNear = Math.abs(now - since) < 48 * 3_600_000
  return isNear ? formatRelativeDay(since, now) : formatDay(since, now)
}
