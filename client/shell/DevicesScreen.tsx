import { useEffect, useState } from 'react'
import { fromHex } from '../../shared/bytes'
import { pairingNumber } from '../crypto/person'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Dialog } from '../design/layers/Dialog'
import { useToast } from '../design/layers/Toast'
import { List, ListRow } from '../design/page/ListRow'
import { ScreenHeading } from '../design/page/SectionHeading'
import { Icon } from '../design/signs/Icon'
import { QrCode } from '../design/signs/QrCode'
import { formatAgo, formatDate } from '../words/formats'
import { t } from '../words/words'
import { type DeviceSort, deviceSort } from '../workspace/identity'
import { confirmDevice, makeOwnDeviceLink, refuseDevice, stopDevice } from '../workspace/inviting'
import type { AskingDevice, PersonDevice } from '../workspace/people'
import { useStore } from '../workspace/useStore'
import styles from './DevicesScreen.module.css'
import { Page } from './Page'
import { spaced } from './spaced'
import { useCopy } from './useCopy'
import { useShell } from './useShell'

const ICON = { phone: 'device', tablet: 'device', computer: 'laptop' } as const

/** The one that asks and its number; my devices; the code for one more. */
export function DevicesScreen() {
  const { workspace } = useShell()
  const people = useStore(workspace.people)
  const own = people.me?.devices ?? []
  const thisSort = deviceSort(navigator)
  const [lost, setLost] = useState<PersonDevice | null>(null)
  const nameOfSort = (sort: DeviceSort | null): string => sort ?? 'other'
  return (
    <Page side={workspace.maySpeak ? <AddDevice /> : undefined} sideLabel={t('workspace.devices.add')} wide>
      <ScreenHeading detail={t(own.length <= 1 && people.asking.length === 0 ? 'workspace.devices.only' : 'workspace.devices.line')}>
        {t('workspace.devices.title')}
      </ScreenHeading>
      {people.asking.map((asking) => (
        <Asking key={asking.id} asking={asking} />
      ))}
      <List label={t('workspace.devices.title')}>
        {own.length === 0 && (
          <ListRow voice="app" start={<Icon name={ICON[thisSort]} size={24} />} title={t('workspace.devices.this', { sort: thisSort })} end={<Here />} />
        )}
        {own.map((device) => (
          <ListRow
            key={device.id}
            voice="app"
            start={<Icon name={ICON[device.sort ?? 'computer']} size={24} />}
            title={t(device.isThis ? 'workspace.devices.this' : 'workspace.devices.other', { sort: nameOfSort(device.sort) })}
            detail={
              device.isLost
                ? t('workspace.devices.stoppedLine', { date: formatDate(device.lostAt ?? device.since) })
                : t('workspace.devices.since', { date: formatDate(device.since) })
            }
            end={
              device.isThis ? (
                <Here />
              ) : device.isLost ? (
                t('workspace.devices.stopped')
              ) : (
                <Button small onClick={() => setLost(device)}>
                  {t('workspace.devices.lost')}
                </Button>
              )
            }
          />
        ))}
      </List>
      {own.length > 1 && <p className={styles.foot}>{t('workspace.devices.foot')}</p>}
      <Dialog
        open={lost !== null}
        onClose={() => setLost(null)}
        title={t('workspace.devices.lostTitle')}
        description={t('workspace.devices.lostLine')}
        plain
        actions={
          <>
            <Button
              kind="leave"
              onClick={() => {
                if (lost) void stopDevice(workspace, fromHex(lost.id))
                setLost(null)
              }}
            >
              {t('workspace.devices.lostDo')}
            </Button>
            <Button onClick={() => setLost(null)}>{t('workspace.devices.lostNot')}</Button>
          </>
        }
      />
    </Page>
  )
}

function Here() {
  const { workspace } = useShell()
  const me = useStore(workspace.people).me
  return (
    <span className={styles.here} data-who={((me?.colour ?? 0) % 10) + 1}>
      <i className={styles.dot} />
      {t('workspace.devices.here')}
    </span>
  )
}

function Asking({ asking }: { asking: AskingDevice }) {
  const { workspace } = useShell()
  const toast = useToast()
  const number = pairingNumber(workspace.ground.identity.signing.public, asking.device)
  const title =
    asking.sort === 'phone'
      ? t('workspace.devices.phoneAsks')
      : asking.sort === 'tablet'
        ? t('workspace.devices.tabletAsks')
        : asking.sort === 'computer'
          ? t('workspace.devices.laptopAsks')
          : t('workspace.devices.asks')
  return (
    <section className={styles.asking} aria-label={title}>
      <Icon name={ICON[asking.sort ?? 'phone']} size={24} className={styles.askingIcon} />
      <div>
        <h2 className={styles.askingTitle}>{title}</h2>
        <p className={styles.askingLine}>{t('workspace.devices.asksLine', { when: formatAgo(asking.at) })}</p>
        <p className={styles.number}>
          <bdi dir="ltr">{spaced(number)}</bdi>
        </p>
        <div className={styles.answers}>
          <Button onClick={() => void confirmDevice(workspace, asking)}>{t('workspace.devices.mine')}</Button>
          <Button
            onClick={() => {
              void refuseDevice(workspace, asking)
              toast({ text: t('workspace.devices.keptOut') })
            }}
          >
            {t('workspace.devices.notMine')}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** The link is made when it is asked for: whoever has it can read what one can read. */
function AddDevice() {
  const { workspace } = useShell()
  const [link, setLink] = useState<string | null>(null)
  const [wanted, setWanted] = useState(false)
  const copy = useCopy()
  useEffect(() => {
    if (!wanted) return
    let isOver = false
    void makeOwnDeviceLink(workspace).then((made) => !isOver && setLink(made.link))
    return () => {
      isOver = true
    }
  }, [workspace, wanted])
  return (
    <div className={styles.add}>
      <h2 className={styles.addTitle}>{t('workspace.devices.add')}</h2>
      <p className={styles.addLine}>{t('workspace.devices.addLine')}</p>
      {link === null ? (
        <Button icon="scan" busy={wanted} onClick={() => setWanted(true)}>
          {t('workspace.devices.show')}
        </Button>
      ) : (
        <>
          <QrCode text={link} of={t('workspace.devices.qr')} size={304} />
          <Field
            label={t('workspace.devices.qr')}
            hideLabel
            readOnly
            dir="ltr"
            value={link.replace(/^https?:\/\//, '')}
            onFocus={(event) => event.currentTarget.select()}
            error={copy.state === 'failed' ? t('workspace.invite.notCopied') : null}
            end={
              <Button small icon="duplicate" onClick={() => copy.copy(link)}>
                {t('workspace.invite.copy')}
              </Button>
            }
          />
        </>
      )}
      <p className={styles.whoever}>
        <Icon name="info" size={18} />
        <span>{t('workspace.devices.whoever')}</span>
      </p>
    </div>
  )
}
