import { type ReactNode, useRef } from 'react'
import { Button } from '../design/controls/Button'
import { Menu, MenuItem } from '../design/layers/Menu'
import { useToast } from '../design/layers/Toast'
import { EmptyState } from '../design/page/EmptyState'
import { List, ListRow } from '../design/page/ListRow'
import { Loading } from '../design/page/Loading'
import { ScreenHeading, SectionHeading } from '../design/page/SectionHeading'
import { Ring } from '../design/people/Ring'
import type { Seat } from '../design/people/ring'
import { Icon } from '../design/signs/Icon'
import type { IconName } from '../design/signs/icons'
import type { WordsStatus } from '../design/signs/whereWords'
import { usePhone } from '../design/useMedia'
import { formatRelativeDay } from '../words/formats'
import { t } from '../words/words'
import { inUse } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { useWorkspace } from '../workspace/useWorkspace'
import type { WaitingItem, WaitingSign } from '../workspace/waiting'
import { DocumentsTable } from './DocumentsTable'
import styles from './HomeScreen.module.css'
import { AloneNote, HomeSide } from './HomeSide'
import { TEXT_FILES } from './textFiles'

export interface HomeScreenProps {
  status: WordsStatus
  lastExchange: { readonly name: string; readonly when: string } | null
  /** Parts that still come, after an absence. */
  fetching: { readonly got: number; readonly of: number } | null
  isOnline: boolean
  isShown: boolean
  onInvite: () => void
  onNew: () => void
  onTemplate: () => void
  onFile: (file: File) => void
  onAddDevice: () => void
  onGo: (route: string) => void
}

const SIGNS: Record<WaitingSign, IconName> = {
  changes: 'document',
  unsent: 'offline',
  newcomer: 'person',
  device: 'device',
  proposal: 'proposal',
  copy: 'copy',
  turn: 'turns',
  seat: 'circles',
  comment: 'comment',
  removed: 'archive',
}

/** What waits, the documents, and beside them who is here and where it is kept. */
export function HomeScreen(props: HomeScreenProps) {
  const workspace = useWorkspace()
  const isPhone = usePhone()
  const listings = useStore(workspace.documents)
  const people = useStore(workspace.people)
  const here = useStore(workspace.here)
  const state = useStore(workspace.state)
  const stored = useStore(workspace.stored)
  const documents = inUse(listings)
  const me = people.me
  const isFirst = people.members.length <= 1 && (me === null || me.cameBy === 'began it') && stored.joining === null && !stored.example
  const isAlone = isFirst && (me?.devices.length ?? 1) <= 1
  const aloneAct = isAlone && workspace.maySpeak ? props.onAddDevice : null

  return (
    <div className={styles.home}>
      <div className={styles.main}>
        {props.fetching && props.fetching.of > 1 && (
          <p className={styles.catching} role="status">
            {t('home.catchingUp', props.fetching)}
          </p>
        )}
        {isFirst ? <First {...props} alone={isPhone && isAlone ? <AloneNote onAddDevice={aloneAct} /> : null} /> : <Waiting {...props} />}
        <section className={styles.documents}>
          <DocumentsHeading count={documents.filter(({ isChanged }) => isChanged).length} />
          {documents.length > 0 ? (
            <DocumentsTable listings={documents} people={people} here={here} />
          ) : state === 'opening' ? (
            <Loading lines={3} />
          ) : state === 'empty' ? (
            <NotHereYet isOnline={props.isOnline} />
          ) : workspace.mayWrite ? (
            <EmptyState
              title={t('home.noDocuments')}
              actions={
                <Button icon="add" onClick={props.onNew}>
                  {t('home.newDocument')}
                </Button>
              }
            >
              {t('home.noDocumentsLine')}
            </EmptyState>
          ) : (
            <EmptyState figure="mark" title={t('home.noDocuments')}>
              {t('home.readOnlyEmpty')}
            </EmptyState>
          )}
        </section>
      </div>
      <aside className={styles.side} aria-label={t('shell.side')} tabIndex={-1} data-region="margin">
        <HomeSide
          here={here}
          listings={listings}
          status={props.status}
          lastExchange={props.lastExchange}
          isAlone={isAlone && !isPhone}
          isShown={props.isShown}
          onAddDevice={aloneAct}
        />
      </aside>
    </div>
  )
}

function NotHereYet({ isOnline }: { isOnline: boolean }) {
  return isOnline ? <Loading lines={3} words={t('home.fetchingDocuments')} /> : <EmptyState figure="mark" title={t('home.noDocumentsYet')} />
}

function DocumentsHeading({ count }: { count: number }) {
  const isPhone = usePhone()
  const detail = count === 0 ? undefined : t(isPhone ? 'home.changesInShort' : 'home.changesIn', { count })
  return <SectionHeading {...(detail === undefined ? {} : { detail })}>{t('home.documents')}</SectionHeading>
}

/** The button that makes something: an empty page at once, or one of the other beginnings. */
function NewMenu({ onNew, onTemplate, onFile }: HomeScreenProps) {
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <Menu button={<Button icon="add">{t('home.new')}</Button>} placement="bottom-end">
        <MenuItem icon="document" onSelect={onNew}>
          {t('home.emptyPage')}
        </MenuItem>
        <MenuItem icon="template" onSelect={onTemplate}>
          {t('home.template')}
        </MenuItem>
        <MenuItem icon="bringIn" onSelect={() => file.current?.click()}>
          {t('home.text')}
        </MenuItem>
      </Menu>
      <FileInput ref={file} onFile={onFile} />
    </>
  )
}

function FileInput({ ref, onFile }: { ref: React.RefObject<HTMLInputElement | null>; onFile: (file: File) => void }) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      accept={TEXT_FILES}
      aria-label={t('home.import.choose')}
      onChange={(event) => {
        const [chosen] = event.target.files ?? []
        if (chosen) onFile(chosen)
        event.target.value = ''
      }}
    />
  )
}

function Waiting(props: HomeScreenProps) {
  const workspace = useWorkspace()
  const list = useStore(workspace.waiting)
  const isPhone = usePhone()
  const count = list.items.length + list.more
  const nearest = list.nearest === null ? '' : ` ${t('home.nearest', { day: formatRelativeDay(list.nearest) })}`
  const action = isPhone ? undefined : (
    <span className={styles.acts}>
      {workspace.maySpeak && (
        <Button kind="quiet" icon="invite" onClick={props.onInvite}>
          {t('home.invite')}
        </Button>
      )}
      {workspace.mayWrite && <NewMenu {...props} />}
    </span>
  )
  return (
    <section>
      <ScreenHeading detail={t('home.things', { count }) + nearest} action={action}>
        {t('home.waiting')}
      </ScreenHeading>
      {list.items.length > 0 && (
        <List label={t('home.waiting')}>
          {list.items.map((item) => (
            <WaitingRow key={item.id} item={item} onGo={props.onGo} />
          ))}
        </List>
      )}
      {list.more > 0 && <p className={styles.more}>{t('home.things.more', { count: list.more })}</p>}
    </section>
  )
}

function WaitingRow({ item, onGo }: { item: WaitingItem; onGo: (route: string) => void }) {
  const toast = useToast()
  const act = async (to: WaitingItem['actions'][number]['to']) => {
    if (typeof to === 'string') return onGo(to)
    try {
      await to()
    } catch (error) {
      console.error('what waits could not be answered', error)
      toast({ text: t('home.notKept') })
    }
  }
  return (
    <ListRow
      voice={item.voice}
      start={<Icon name={SIGNS[item.sign]} size={24} {...(item.isTurn && styles.turn ? { className: styles.turn } : {})} />}
      title={item.title}
      detail={item.line}
      end={item.actions.slice(0, 2).map(({ label, to }, place) => (
        <Button key={label} small kind={place === 0 ? 'line' : 'quiet'} onClick={() => void act(to)}>
          {label}
        </Button>
      ))}
    />
  )
}

const SEATS: readonly Seat[] = Array.from({ length: 5 }, () => ({ state: 'unheard' }))

/** A workspace one minute old. */
function First(props: HomeScreenProps & { alone: ReactNode }) {
  const { onInvite, onNew, onTemplate, onFile, alone } = props
  const workspace = useWorkspace()
  const isPhone = usePhone()
  const me = useStore(workspace.people).me
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <section className={styles.first}>
        <Ring
          size={isPhone ? 80 : 114}
          thickness={isPhone ? 8 : 11}
          from={6}
          join={false}
          seats={[{ state: 'held', colour: me?.colour ?? null }, ...SEATS]}
          label={t('home.firstRing')}
        >
          <span className={styles.you}>{t('workspace.you')}</span>
        </Ring>
        <div className={styles.firstWords}>
          <h1 className={styles.firstTitle}>{t('home.first')}</h1>
          <p className={styles.firstLine}>{t(isPhone ? 'home.firstLineShort' : 'home.firstLine')}</p>
        </div>
        <div className={styles.firstActs}>
          <Button kind="main" icon="invite" onClick={onInvite}>
            {t('home.inviteSomeone')}
          </Button>
          <Button icon="add" onClick={onNew}>
            {t('home.newDocument')}
          </Button>
        </div>
      </section>
      {alone}
      <section className={styles.begin}>
        <SectionHeading>{t('home.beginWith')}</SectionHeading>
        <List>
          <Beginning icon="bringIn" title={t('home.text')} line={t('home.textLine')} act={t('home.textDo')} onAct={() => file.current?.click()} />
          <Beginning icon="template" title={t('home.template')} line={t('home.templateLine')} act={t('home.templateDo')} onAct={onTemplate} />
        </List>
        <FileInput ref={file} onFile={onFile} />
      </section>
    </>
  )
}

function Beginning({ icon, title, line, act, onAct }: { icon: IconName; title: string; line: string; act: string; onAct: () => void }) {
  const isPhone = usePhone()
  const start = <Icon name={icon} size={24} />
  if (isPhone) return <ListRow voice="app" start={start} title={title} detail={line} end={<Icon name="caretRight" size={16} />} onClick={onAct} />
  return (
    <ListRow
      voice="app"
      start={start}
      title={title}
      detail={line}
      end={
        <Button small onClick={onAct}>
          {act}
        </Button>
      }
    />
  )
}
