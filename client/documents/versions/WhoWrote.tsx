import { useEffect, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Avatar } from '../../design/people/Avatar'
import { t } from '../../words/words'
import type { People } from '../../workspace/people'
import type { DocumentActions } from '../documentActions'
import styles from './AwayNote.module.css'
import { membersOf } from './timeline'

/** Whose colour is whose, and that it is each device's own word. As long as it stands, the text is painted. */
export function WhoWrote({ actions, people, onClose }: { actions: DocumentActions; people: People; onClose: () => void }) {
  const [devices, setDevices] = useState<readonly string[]>([])
  useEffect(() => actions.paintWriters((device) => people.ofDevice(device)?.colour ?? null, setDevices), [actions, people])
  const members = membersOf(devices, (device) => people.ofDevice(device))
  return (
    <section className={styles.note} aria-label={t('history.who')}>
      {members.map((member) => (
        <span key={member.id} className={styles.person}>
          <Avatar person={member} size={20} />
          <span dir="auto">{member.isMe ? t('workspace.you') : member.name}</span>
        </span>
      ))}
      <span className={styles.line}>{t('history.whoLine')}</span>
      <Button small onClick={onClose}>
        {t('history.whoOff')}
      </Button>
    </section>
  )
}
