import { classes } from '../classes'
import { Icon } from '../signs/Icon'
import { filled, type IconName, icons } from '../signs/icons'
import { Mark } from '../signs/Mark'
import { Pill } from '../signs/Pill'
import { QrCode } from '../signs/QrCode'
import { WhereWordsAre, WhereWordsButton } from '../signs/WhereWordsAre'
import { WordsPanel } from '../signs/WordsPanel'
import type { WordsStatus } from '../signs/whereWords'
import styles from './ComponentsPage.module.css'
import { Sample } from './Sample'

const house = ['ground', 'sheet', 'sunk', 'line', 'edge', 'ink'] as const
const meaning = ['turn', 'pine', 'dusk', 'brick', 'turn-soft', 'pine-soft'] as const
const sunday = () => Date.now() - 3 * 86_400_000

export const statuses: Record<string, WordsStatus> = {
  sent: { saved: 'saved', unsent: 0, relay: 'sent', since: null },
  unsent: { saved: 'saved', unsent: 3, relay: 'sending', since: null },
  offline: { saved: 'saved', unsent: 0, relay: 'offline', since: sunday() },
  offlineUnsent: { saved: 'saved', unsent: 37, relay: 'offline', since: sunday() },
  refused: { saved: 'saved', unsent: 4, relay: 'refused', since: null, reason: 'its disk is full' },
  full: { saved: 'not saved', unsent: 4, relay: 'offline', since: null },
  onlyHere: { saved: 'saved', unsent: 0, relay: 'none', since: null },
  several: { saved: 'saved', unsent: 0, relay: 'sent', since: null, relays: { sent: 2, of: 3 } },
}

function Swatches({ names }: { names: readonly string[] }) {
  return (
    <div className={styles.colours}>
      {names.map((name) => (
        <div key={name}>
          <div className={classes(styles.swatch, styles[name])} />
          {name}
        </div>
      ))}
    </div>
  )
}

export function Signs() {
  return (
    <>
      <Sample name="House">
        <Swatches names={house} />
      </Sample>
      <Sample name="Meaning">
        <Swatches names={meaning} />
      </Sample>
      <Sample name="Two voices">
        <div className={styles.voiceTitle}>People speak in Literata</div>
        <div className={styles.voiceText}>Titles, texts, reasons, names of circles and roles: whatever a person wrote.</div>
        <div className={styles.voiceApp}>The app speaks in Commissioner</div>
        <div>Labels, buttons, states: whatever the app says.</div>
        <div className={styles.voiceSecond}>Secondary lines are 13 on 18. Nothing is smaller than 12.</div>
        <div className={styles.voiceText} lang="ar" dir="rtl">
          لا يرحل أحد بسبب الإيجار
        </div>
      </Sample>
      <Sample name="The mark" row>
        {[16, 24, 32, 48].map((size) => (
          <Mark key={size} size={size} />
        ))}
      </Sample>
      <Sample name="Phosphor, regular at 20, filled when chosen">
        <div className={styles.icons}>
          {(Object.keys(icons) as IconName[]).map((name) => (
            <Icon key={name} name={name} />
          ))}
        </div>
        <div className={styles.icons}>
          {filled.map((name) => (
            <Icon key={name} name={name} weight="fill" />
          ))}
        </div>
      </Sample>
      <Sample name="Pills" row>
        <Pill>Draft</Pill>
        <Pill tone="dusk">In a round</Pill>
        <Pill tone="pine" icon="lock">
          Adopted
        </Pill>
        <Pill tone="turn">12 days</Pill>
        <Pill tone="brick">Open objection</Pill>
      </Sample>
      <Sample name="Where your words are">
        {Object.entries(statuses).map(([name, status]) => (
          <WhereWordsAre key={name} status={status} />
        ))}
        <div className={styles.row}>
          <WhereWordsButton status={statuses.sent ?? never()} short />
          <WhereWordsButton status={statuses.offlineUnsent ?? never()} short />
        </div>
      </Sample>
      <Sample name="The panel behind the sign">
        <div className={classes(styles.card, styles.padded)}>
          <WordsPanel
            status={statuses.offlineUnsent ?? never()}
            unsentIn={['Homes we keep', 'Winter warmth']}
            lastExchange={{ at: sunday(), name: 'Ana' }}
            onCarry={() => undefined}
            onTry={() => undefined}
          />
        </div>
      </Sample>
      <Sample name="QR code">
        <QrCode text="https://eastbank.example/#1w.p4Zr0cV7mJqEexample" of="an invitation" size={180} />
      </Sample>
    </>
  )
}

function never(): never {
  throw new Error('no such sample')
}
