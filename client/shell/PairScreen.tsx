import { fromHex } from '../../shared/bytes'
import { pairingNumber } from '../crypto/person'
import { Button } from '../design/controls/Button'
import { Loading } from '../design/page/Loading'
import { Avatar } from '../design/people/Avatar'
import { Ring } from '../design/people/Ring'
import { Icon } from '../design/signs/Icon'
import { Wordmark } from '../design/signs/Mark'
import { t } from '../words/words'
import { deviceSort } from '../workspace/identity'
import { useStore } from '../workspace/useStore'
import { useWorkspace } from '../workspace/useWorkspace'
import styles from './PairScreen.module.css'
import { spaced } from './spaced'

/** What a new device of somebody shows: the number that the older one has to show too. */
export function PairScreen({ onGo }: { onGo: () => void }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const stored = useStore(workspace.stored)
  const mine = workspace.ground.identity.signing.public
  const own = people.joins.find(({ device }) => fromHex(device).every((byte, i) => byte === mine[i]))
  const other = own?.invitedBy ?? null
  const like = other === null ? null : people.ofDevice(other)
  const colour = like?.colour ?? null
  const isRefused = people.pairing === 'not mine'
  return (
    <div className={styles.pair}>
      <header className={styles.top}>
        <div className={styles.mark}>
          <Wordmark size={23} />
        </div>
        <Ring size={160} thickness={14} from={0} seats={[{ state: 'turn' }, { state: 'held', colour }]} decorative>
          <Avatar person={{ name: stored.myName, colour }} size={64} />
        </Ring>
        <h1 className={styles.title}>{isRefused ? t('workspace.pair.refused') : t('workspace.pair.title')}</h1>
        <p className={styles.line}>{isRefused ? t('workspace.pair.refusedLine') : t('workspace.pair.line', { sort: deviceSort(navigator) })}</p>
        <p className={styles.number} aria-live="polite">
          {isRefused ? null : other === null ? (
            <Loading lines={1} words={t('workspace.pair.waiting')} />
          ) : (
            <bdi dir="ltr">{spaced(pairingNumber(mine, fromHex(other)))}</bdi>
          )}
        </p>
      </header>
      <main className={styles.foot} id="main" tabIndex={-1}>
        <div className={styles.already}>
          <Icon name="example" size={22} />
          <div>
            <h2 className={styles.alreadyTitle}>{t('workspace.pair.readAlready')}</h2>
            <p className={styles.alreadyLine}>{t('workspace.pair.readLine')}</p>
          </div>
        </div>
        <Button wide className={styles.big} onClick={onGo}>
          {t('workspace.pair.go')}
        </Button>
      </main>
    </div>
  )
}
