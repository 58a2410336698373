import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { toHex } from '../../shared/bytes'
import { Button } from '../design/controls/Button'
import { IconButton } from '../design/controls/IconButton'
import { Menu, MenuItem, MenuRule } from '../design/layers/Menu'
import { useToast } from '../design/layers/Toast'
import { Banner } from '../design/page/Banner'
import { EmptyState } from '../design/page/EmptyState'
import { Loading } from '../design/page/Loading'
import { Crumbs, TopBar, TopBarTitle } from '../design/page/TopBar'
import { AvatarRow } from '../design/people/AvatarRow'
import { Pill } from '../design/signs/Pill'
import { usePhone } from '../design/useMedia'
import { whenFetched } from '../design/whenFetched'
import { DocumentEditor } from '../documents/DocumentEditor'
import type { DocumentActions } from '../documents/documentActions'
import { useAway } from '../documents/versions/useAway'
import { useKeepVersions } from '../documents/versions/useKeepVersions'
import { t } from '../words/words'
import { putBack } from '../workspace/acts'
import type { DocumentListing } from '../workspace/listing'
import { fileName, saveFile } from '../workspace/saveFile'
import { useStore } from '../workspace/useStore'
import { nameInside, nameOf, titleWords, whoIsIn, whoTookIt } from '../workspace/who'
import { Banners } from './Banners'
import styles from './DocumentScreen.module.css'
import { saveWord } from './files'
import { useLendText } from './keys/useLendText'
import { linkTargetsOf } from './links/linkTargetsOf'
import { picturesOf } from './picturesOf'
import { toAway, toVersions } from './routes'
import { StatusButton } from './StatusPopover'
import { lendTextHash } from './textHash'
import { useGoBack } from './useGoBack'
import { useOnline } from './useOnline'
import { useOpenText } from './useOpenText'
import { useShell } from './useShell'

/** Asked for with the text, so that it is there when the menu opens. */
const documentActs = () => whenFetched(() => import('./DocumentActs'))
const DocumentActs = lazy(() => documentActs().then(({ DocumentActs }) => ({ default: DocumentActs })))
const WhoWrote = lazy(() => whenFetched(() => import('../documents/versions/WhoWrote')).then(({ WhoWrote }) => ({ default: WhoWrote })))
const AwayNote = lazy(() => whenFetched(() => import('../documents/versions/AwayNote')).then(({ AwayNote }) => ({ default: AwayNote })))

lendTextHash()

const ProposalLine = lazy(() => whenFetched(() => import('../proposals/screen/ProposalLine')).then(({ ProposalLine }) => ({ default: ProposalLine })))

const CopyPlace = lazy(() => whenFetched(() => import('../copies/screen/CopyPlace')).then(({ CopyPlace }) => ({ default: CopyPlace })))
const CopyPill = lazy(() => whenFetched(() => import('../copies/screen/CopyPlace')).then(({ CopyPill }) => ({ default: CopyPill })))
const CopiesOut = lazy(() => whenFetched(() => import('../copies/screen/CopiesOut')).then(({ CopiesOut }) => ({ default: CopiesOut })))
const LinkedFrom = lazy(() => whenFetched(() => import('./links/LinkedFrom')).then(({ LinkedFrom }) => ({ default: LinkedFrom })))

/** One document: the bar, what is to be said, the text. */
export function DocumentScreen({ listing }: { listing: DocumentListing }) {
  const { workspace, show } = useShell()
  const { id, doc } = listing
  const [, go] = useHashLocation()
  const text = useOpenText(workspace, id, doc)
  const toast = useToast()
  const people = useStore(workspace.people)
  const stored = useStore(workspace.stored)
  const isNewer = useStore(text.newerSchema)
  const targets = useMemo(() => linkTargetsOf(workspace, id), [workspace, id])
  const pictures = useMemo(() => picturesOf(workspace), [workspace])
  const [actions, setActions] = useState<DocumentActions | null>(null)
  const [isWho, setWho] = useState(false)
  const title = titleWords(text.title ?? listing.title)
  const device = toHex(workspace.ground.identity.signing.public)
  const me = { name: stored.myName, colour: people.me?.colour ?? 0, device }

  const comments = useMemo(() => ({ workspace, id, rung: listing.rung }), [workspace, id, listing.rung])

  const lookOf = useCallback(
    (of: string) => {
      const member = people.ofDevice(of)
      return member ? { name: member.name, colour: member.colour } : null
    },
    [people],
  )
  useLendText({ listing, title, ydoc: text.open?.ydoc ?? null, actions, onGone: () => toast({ text: t('shell.palette.gone') }) })
  useKeepVersions(workspace, id, listing.rung === 'edit' && text.state === 'here' && !isNewer ? (text.open?.ydoc ?? null) : null)
  useGoBack(id, actions)
  const away = useAway(workspace, listing, text.state === 'here' && !isNewer ? (text.open?.ydoc ?? null) : null)
  const onNotice = (words: string, kind: 'said' | 'refused') =>
    kind === 'said' ? toast({ text: words }) : show({ kind: 'message', title: t('shell.notTaken'), words })

  useEffect(() => {
    document.title = `${title} · ${stored.name}`
  }, [title, stored.name])

  return (
    <>
      <Bar listing={listing} title={title} actions={actions} isWho={isWho} onWho={setWho} />
      <GoneBanner listing={listing} />
      <Suspense fallback={null}>
        {listing.sort === 'proposal' && <ProposalLine id={id} />}
        <CopyPlace id={id} actions={actions} ydoc={text.state === 'here' ? (text.open?.ydoc ?? null) : null} onNotice={(words) => toast({ text: words })} />
      </Suspense>
      <Banners />
      <main id="main" className={styles.text} tabIndex={-1} data-region="main" aria-label={title}>
        {text.state === 'here' && text.open ? (
          <DocumentEditor
            document={text.open}
            me={me}
            mayWrite={listing.rung === 'edit'}
            newer={isNewer}
            lookOf={lookOf}
            comments={comments}
            names={people.members.map(({ name }) => name)}
            onTitle={text.onTitle}
            targets={targets}
            outlineFoot={
              <Suspense fallback={null}>
                <CopiesOut id={id} />
              </Suspense>
            }
            pictures={pictures}
            foot={
              <Suspense fallback={null}>
                <LinkedFrom id={id} />
              </Suspense>
            }
            onReady={setActions}
            onNotice={onNotice}
            focus={text.isFresh ? 'title' : null}
          />
        ) : (
          <NotHere doc={doc} title={title} isRead={text.state === 'empty'} />
        )}
        <Suspense fallback={null}>
          {isWho && actions ? (
            <WhoWrote actions={actions} people={people} onClose={() => setWho(false)} />
          ) : (
            away && <AwayNote away={away} onShow={() => go(toAway(id))} />
          )}
        </Suspense>
      </main>
    </>
  )
}

function NotHere({ doc, title, isRead }: { doc: DocumentListing['doc']; title: string; isRead: boolean }) {
  const { session } = useShell()
  const { fetching, relay } = useStore(session.replica.documentStatus(doc))
  const isOnline = useOnline()
  if (isRead && (!isOnline || relay === 'offline')) return <EmptyState figure="mark" title={t('shell.notHereYet')} />
  return (
    <div className={styles.loading}>
      <Loading lines={7} words={fetching ? t('shell.fetching', { title, ...fetching }) : t('shell.opening')} />
    </div>
  )
}

interface BarProps {
  readonly listing: DocumentListing
  readonly title: string
  readonly actions: DocumentActions | null
  /** Who wrote what is shown. */
  readonly isWho: boolean
  readonly onWho: (isShown: boolean) => void
}

function Bar({ listing, title, actions, isWho, onWho }: BarProps) {
  const { workspace, show } = useShell()
  useEffect(() => void documentActs(), [])
  const isPhone = usePhone()
  const here = whoIsIn(useStore(workspace.here), listing.id)
  const avatars = here.length > 0 && <AvatarRow people={here} size={isPhone ? 30 : 28} max={isPhone ? 2 : 4} label={t('home.inIt')} />
  const more = (
    <Menu
      placement="bottom-end"
      label={t('shell.documentMenu', { title })}
      button={<IconButton name={isPhone ? 'moreDown' : 'more'} label={t('shell.more')} />}
    >
      <TextActs title={title} actions={actions} />
      <MenuRule />
      <MenuItem icon="versions" href={`#${toVersions(listing.id)}`}>
        {t('history.versions')}
      </MenuItem>
      {actions && (
        <MenuItem icon="people" onSelect={() => onWho(!isWho)}>
          {t(isWho ? 'history.whoOff' : 'history.who')}
        </MenuItem>
      )}
      {workspace.mayWrite && <MenuRule />}
      <Suspense fallback={null}>
        <DocumentActs listing={listing} />
      </Suspense>
      {isPhone && workspace.maySpeak && (
        <>
          <MenuRule />
          <MenuItem icon="invite" onSelect={() => show({ kind: 'invite' })}>
            {t('home.inviteSomeone')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
  if (isPhone)
    return (
      <div data-region="top" tabIndex={-1} className={styles.bar}>
        <TopBar
          start={
            <>
              <IconButton name="back" label={t('design.back')} onClick={() => window.history.back()} />
              <TopBarTitle below={<StatusButton short />}>{title}</TopBarTitle>
            </>
          }
          end={
            <>
              {avatars}
              {more}
            </>
          }
        />
      </div>
    )
  return (
    <div data-region="top" tabIndex={-1} className={styles.bar}>
      <TopBar
        start={
          <>
            <Crumbs href="#/documents" place={t('shell.documents')}>
              {title}
            </Crumbs>
            <Suspense fallback={null}>
              <CopyPill id={listing.id} />
            </Suspense>
            {listing.rung !== 'edit' && <Pill>{t(`workspace.may.${listing.rung}`)}</Pill>}
            {listing.archived && <Pill>{t('shell.archived')}</Pill>}
            {listing.isTemplate && <Pill>{t('shell.template')}</Pill>}
          </>
        }
        end={
          <>
            <StatusButton />
            {avatars}
            {workspace.maySpeak && (
              <Button icon="invite" onClick={() => show({ kind: 'invite' })}>
                {t('shell.invite')}
              </Button>
            )}
            {more}
          </>
        }
      />
    </div>
  )
}

function TextActs({ title, actions }: { title: string; actions: DocumentActions | null }) {
  if (actions === null) return null
  return (
    <>
      <MenuItem icon="search" keys="Ctrl+F" onSelect={() => actions.find()}>
        {t('shell.findInText')}
      </MenuItem>
      <MenuItem icon="duplicate" onSelect={() => void actions.copyRichText()}>
        {t('shell.copyText')}
      </MenuItem>
      <MenuItem
        icon="takeOut"
        onSelect={() => void actions.markdown().then((markdown) => saveFile(new TextEncoder().encode(markdown), fileName(title, 'md'), 'text/markdown'))}
      >
        {t('shell.saveMarkdown')}
      </MenuItem>
      <MenuItem icon="takeOut" onSelect={() => void actions.word().then((bytes) => saveWord(bytes, title))}>
        {t('shell.saveWord')}
      </MenuItem>
      <MenuItem icon="print" onSelect={() => window.print()}>
        {t('shell.print')}
      </MenuItem>
    </>
  )
}

/** Somebody deleted it, or took it off the list: it is still here, and this person decides. */
function GoneBanner({ listing }: { listing: DocumentListing }) {
  const { workspace, show } = useShell()
  const people = useStore(workspace.people)
  if (listing.state === 'listed') return null
  const isDeleted = listing.state === 'deleted'
  const who = whoTookIt(people, listing)
  const name = isDeleted ? nameOf(who) : nameInside(who)
  return (
    <Banner
      tone="brick"
      title={isDeleted ? t('workspace.deleted.title', { name }) : t('workspace.removed', { name })}
      action={
        <>
          {workspace.mayWrite && (
            <Button small onClick={() => void putBack(workspace, listing.id)}>
              {t('workspace.deleted.putBack')}
            </Button>
          )}
          <Button small kind="quiet" onClick={() => show({ kind: 'drop', id: listing.id, title: titleWords(listing.title) })}>
            {t('workspace.deleted.drop')}
          </Button>
        </>
      }
    >
      {t(isDeleted ? 'workspace.deleted.line' : 'workspace.removed.line')}
    </Banner>
  )
}
