import { type FormEvent, useState } from 'react'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Switch } from '../design/controls/Switch'
import { EmptyState } from '../design/page/EmptyState'
import { List, ListRow } from '../design/page/ListRow'
import { ScreenHeading, SectionHeading } from '../design/page/SectionHeading'
import { Avatar } from '../design/people/Avatar'
import { formatDate } from '../words/formats'
import { t } from '../words/words'
import { rename } from '../workspace/membership'
import { cleanName } from '../workspace/names'
import type { Member } from '../workspace/people'
import { useStore } from '../workspace/useStore'
import { nameInside, nameOf, titleWords } from '../workspace/who'
import { Page } from './Page'
import styles from './PeopleScreen.module.css'
import { useShell } from './useShell'

/** Who is in this workspace, who is here, who invited whom. */
export function PeopleScreen() {
  const { workspace, booted, show } = useShell()
  const people = useStore(workspace.people)
  const here = useStore(workspace.here)
  const listings = useStore(workspace.documents)
  const settings = useStore(booted.shelf.settings)
  const hereIds = new Map(here.map((person) => [person.id, person]))
  const guests = here.filter(({ id }) => !people.byId.has(id))
  const titles = (ids: readonly string[]): string =>
    ids.flatMap((id) => listings.filter((listing) => listing.id === id).map(({ title }) => titleWords(title))).join(', ')
  const howCame = (member: Member): string => {
    if (member.cameBy === 'began it') return t('workspace.people.began')
    if (member.invitedBy === null) return t('workspace.people.notCountersigned')
    const inviter = people.byId.get(member.invitedBy) ?? null
    return t('workspace.people.invitedBy', { name: nameInside(inviter) })
  }
  const doubts = (member: Member): string =>
    member.doubtedBy.length > 0
      ? ` ${t('workspace.people.doubted', { names: member.doubtedBy.map((id) => nameOf(people.byId.get(id) ?? null)).join(', ') })}`
      : ''
  return (
    <Page side={<Mine />} sideLabel={t('workspace.people.rename')}>
      <ScreenHeading
        detail={t('workspace.people.count', { count: people.members.length })}
        action={
          workspace.maySpeak && (
            <Button icon="invite" onClick={() => show({ kind: 'invite' })}>
              {t('workspace.people.invite')}
            </Button>
          )
        }
      >
        {t('workspace.people.title')}
      </ScreenHeading>
      {people.members.length === 0 && guests.length === 0 ? (
        <EmptyState title={t('workspace.people.empty')} />
      ) : (
        <List label={t('workspace.people.title')}>
          {people.members.map((member) => {
            const present = hereIds.get(member.id)
            return (
              <ListRow
                key={member.id}
                voice="app"
                start={
                  <Avatar person={{ name: member.name, colour: member.colour, here: present !== undefined || (member.isMe && settings.shown) }} size={32} />
                }
                title={member.isMe ? t('workspace.people.me', { name: member.name }) : member.name}
                detail={`${howCame(member)}, ${t('workspace.people.joined', { date: formatDate(member.since) })}${doubts(member)}`}
                end={
                  present ? (
                    <span className={styles.place} dir="auto">
                      {titles(present.at) || t('workspace.people.here')}
                    </span>
                  ) : null
                }
              />
            )
          })}
          {guests.map((guest) => (
            <ListRow
              key={guest.id}
              voice="app"
              start={<Avatar person={{ name: guest.name, colour: guest.isMe ? guest.colour : null, here: true }} size={32} />}
              title={guest.isMe ? t('workspace.you') : guest.name}
              detail={t('workspace.people.onlyHere')}
              end={
                <span className={styles.place} dir="auto">
                  {titles(guest.at) || t('workspace.people.here')}
                </span>
              }
            />
          ))}
        </List>
      )}
    </Page>
  )
}

/** My name here, and whether others see that I am here. */
function Mine() {
  const { workspace, booted } = useShell()
  const stored = useStore(workspace.stored)
  const settings = useStore(booted.shelf.settings)
  const [name, setName] = useState(stored.myName)
  const clean = cleanName(name)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (clean === '' || clean === stored.myName) return
    await booted.shelf.patch(workspace.id, (held) => ({ ...held, myName: clean }))
    if (workspace.maySpeak) await rename(workspace.ground, workspace.room, clean)
  }
  return (
    <>
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label={t('workspace.people.rename')}
          hint={t('workspace.people.renameHelp')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={60}
          end={
            clean !== '' &&
            clean !== stored.myName && (
              <Button small type="submit">
                {t('workspace.people.save')}
              </Button>
            )
          }
        />
      </form>
      <br />
      <SectionHeading>{t('workspace.people.presence')}</SectionHeading>
      <Switch
        label={t('workspace.people.shown')}
        detail={t('workspace.people.shownHelp')}
        on={settings.shown}
        onChange={(shown) => void booted.shelf.set({ shown })}
      />
    </>
  )
}
