import '../../words/later/proposals'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Sheet } from '../../design/layers/Sheet'
import { Banner } from '../../design/page/Banner'
import { Loading } from '../../design/page/Loading'
import { Avatar } from '../../design/people/Avatar'
import { PositionSign, positionWords } from '../../design/people/PositionSign'
import { usePhone } from '../../design/useMedia'
import { formatMoment } from '../../words/formats'
import { t, tPieces } from '../../words/words'
import { BidCard } from './BidCard'
import { FrozenText } from './FrozenText'
import { HeardList } from './HeardList'
import type { Frozen, ProposalActs, ProposalView, Refused } from './model'
import { Outcome } from './Outcome'
import { OwnForm } from './OwnForm'
import { PositionBar, PositionList } from './PositionBar'
import styles from './ProposalScreen.module.css'
import { passagesOf } from './passages'
import { IfClosed, Standing } from './Standing'
import { Steps } from './Steps'
import { behindWords, closesWords, decidesWords } from './saying'
import { Taken } from './Taken'
import { takeOutDay } from './takeOutDay'
import type { HeardView, PersonView, Stand } from './view'

const BeginDialog = lazy(() => import('./BeginDialog').then(({ BeginDialog }) => ({ default: BeginDialog })))
const ObjectionDialog = lazy(() => import('./ObjectionDialog').then(({ ObjectionDialog }) => ({ default: ObjectionDialog })))
const ClosingDialog = lazy(() => import('./ClosingDialog').then(({ ClosingDialog }) => ({ default: ClosingDialog })))
const AskDialog = lazy(() => import('./AskDialog').then(({ AskDialog }) => ({ default: AskDialog })))
const AdoptedChanges = lazy(() => import('./AdoptedChanges').then(({ AdoptedChanges }) => ({ default: AdoptedChanges })))
const WordsDialog = lazy(() => import('./WordsDialog').then(({ WordsDialog }) => ({ default: WordsDialog })))

export interface ProposalScreenProps {
  readonly bar: ReactNode
  readonly proposal: ProposalView
  readonly acts: ProposalActs
  /** The words that the round is on; of a draft, the words as they are now. null: not here (yet). */
  readonly words: Frozen | null
  readonly isLost: boolean
  /** The text has been worked on since. */
  readonly isChanged: boolean
  readonly roster: readonly PersonView[]
  readonly mayWrite: boolean
  readonly maySpeak: boolean
  readonly isOffline: boolean
  readonly now: number
  readonly textHref: string
  /** Puts words in place of a passage of the text. */
  readonly onPut: (before: string, after: string) => Promise<Refused>
  readonly onRemind: () => void
  /** In passing. */
  readonly onNotice: (words: string) => void
  /** It stays until it is read. */
  readonly onRefused: (words: string) => void
}

type Layer = 'begin' | 'object' | 'close' | 'positions' | { readonly ask: HeardView } | { readonly words: HeardView } | null

/** One proposal: what it says, who was heard, what would happen now, and one's own position. */
export function ProposalScreen(props: ProposalScreenProps) {
  const { bar, proposal, acts, words, isLost, isChanged, roster, mayWrite, maySpeak, isOffline, now, textHref, onPut, onRemind, onNotice, onRefused } = props
  const isPhone = usePhone()
  const [layer, setLayer] = useState<Layer>(null)
  /** What was just signed, and what stood before it. */
  const [taken, setTaken] = useState<{ readonly stand: Stand; readonly before: HeardView | null } | null>(null)
  const { step, me, heard, state, closed } = proposal
  const isOpen = step !== null && step !== 'done'
  const takes = step === 'decision' || step === 'reactions'
  const over = useCallback(() => setTaken(null), [])
  const say = (refused: Refused) => refused !== null && onRefused(refused)
  const take = (stand: Stand) => {
    if (stand === 'objection') return setLayer('object')
    setLayer(null)
    void acts.take(stand, '').then((refused) => (refused === null ? setTaken({ stand, before: me }) : onRefused(refused)))
  }
  const back = () => {
    const before = taken?.before ?? null
    setTaken(null)
    void acts.takeBack(before).then((refused) => (refused === null ? onNotice(t('proposals.takenBack')) : onRefused(refused)))
  }
  const why = (reason: string) => {
    if (taken !== null && taken.stand !== 'objection') void acts.take(taken.stand, reason).then(say)
  }
  const heardActs = {
    onAffects: maySpeak && isOpen ? (affects: boolean) => void acts.affects(affects).then(say) : null,
    onAsk: maySpeak && isOpen ? (row: HeardView) => setLayer({ ask: row }) : null,
    onWords: isOpen ? (row: HeardView) => (row.words === null ? (row.person.isMe ? setLayer('object') : undefined) : setLayer({ words: row })) : null,
  }
  const byline = proposal.proposer && (
    <p className={styles.by}>
      <Avatar person={proposal.proposer} size={26} />
      <span>
        {proposal.proposer.isMe
          ? t('proposals.byMine')
          : tPieces<ReactNode>('proposals.by', { name: proposal.proposer.name, b: (inside) => <b key="name">{inside}</b> })}
      </span>
    </p>
  )
  const side = (
    <Side {...props} isOpen={isOpen} onClosing={() => setLayer('close')} onBegin={() => setLayer('begin')}>
      {heard.length > 0 && <HeardList heard={heard} acts={heardActs} />}
    </Side>
  )
  const canSpeak = takes && me !== null && maySpeak

  return (
    <div className={styles.screen}>
      {bar}
      {isOffline && canSpeak && <Banner icon="offline" title={t('proposals.offline')} />}
      {isOpen && isChanged && (
        <Banner
          tone="turn"
          title={t('proposals.textChanged')}
          action={
            mayWrite && (
              <Button small onClick={() => setLayer('begin')}>
                {t('proposals.begin.again')}
              </Button>
            )
          }
        />
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <main id="main" className={styles.main} tabIndex={-1} data-region="main" aria-label={proposal.title}>
            <div className={styles.text}>
              {step !== null && <Steps at={isOpen && isChanged ? 'words' : step} held={proposal.held} />}
              <h1 className={styles.title} dir="auto">
                {proposal.title}
              </h1>
              {byline}
              {closed || state === 'reopened' ? <Outcome proposal={proposal} now={now} /> : null}
              {proposal.changes && (state === 'adopted' || state === 'reopened') && (
                <Suspense fallback={null}>
                  <AdoptedChanges changes={proposal.changes} isContested={state === 'reopened'} onPut={mayWrite ? acts.putIn : null} />
                </Suspense>
              )}
              {proposal.sentence !== '' && (
                <p className={styles.sentence} dir="auto">
                  {proposal.sentence}
                </p>
              )}
              {isPhone && step !== null && <div className={styles.phoneStanding}>{side}</div>}
              <Words words={words} isLost={isLost} label={proposal.title} />
              {proposal.bid && <BidCard bid={proposal.bid} now={now} />}
              {proposal.changes && state !== 'adopted' && (
                <p className={styles.changes}>
                  {t('proposals.changesOf')}{' '}
                  <a className={styles.link} href={`#/bring-back/${proposal.changes.main}/${proposal.changes.copy}`}>
                    {t('proposals.changes.see')}
                  </a>
                </p>
              )}
              {mayWrite && (
                <p>
                  <a className={styles.link} href={textHref}>
                    {t(step === null ? 'proposals.draft.write' : 'proposals.editText')}
                  </a>
                </p>
              )}
            </div>
          </main>
          {taken ? (
            <Taken stand={taken.stand} onBack={back} onWhy={why} onOver={over} />
          ) : canSpeak ? (
            isPhone ? (
              <div className={styles.phoneBar}>
                <Button wide onClick={() => setLayer('positions')}>
                  <span className={styles.phoneMine}>
                    <PositionSign state={me.stand ?? 'turn'} />
                    {me.stand === null ? t('proposals.position') : t('proposals.positionIs', { position: positionWords(me.stand).toLocaleLowerCase() })}
                  </span>
                </Button>
              </div>
            ) : (
              <PositionBar mine={me.stand} onTake={take} />
            )
          ) : (
            takes && isOpen && <p className={styles.notMine}>{t(maySpeak ? 'proposals.notOnRoster' : 'proposals.mayNotSpeak')}</p>
          )}
        </div>
        {(!isPhone || step === null) && (
          <aside className={styles.side} tabIndex={-1} data-region="margin" aria-label={t('proposals.steps')}>
            {side}
          </aside>
        )}
      </div>
      <Sheet
        open={layer === 'positions'}
        onClose={() => setLayer(null)}
        height="content"
        title={t('proposals.position')}
        {...(proposal.closes === null ? {} : { description: t('proposals.changeableShort', { when: formatMoment(proposal.closes, now) }) })}
      >
        <PositionList mine={me?.stand ?? null} onTake={take} />
      </Sheet>
      <Suspense fallback={null}>
        {layer === 'begin' && (
          <BeginDialog
            people={roster}
            steps={stepsAfter(step)}
            before={{ method: proposal.method, ...sidesOf(heard) }}
            now={now}
            onBegin={acts.begin}
            onClose={() => setLayer(null)}
          />
        )}
        {layer === 'object' && (
          <ObjectionDialog
            title={proposal.title}
            proposer={proposal.proposer && !proposal.proposer.isMe ? proposal.proposer.name : t('proposals.objection.proposer')}
            passages={words ? passagesOf(words) : []}
            closings={proposal.closings}
            onSign={async (objecting) => {
              const refused = await acts.object(objecting)
              if (refused === null) setTaken({ stand: 'objection', before: me })
              return refused
            }}
            onClose={() => setLayer(null)}
          />
        )}
        {layer === 'close' && (
          <ClosingDialog
            heard={heard}
            would={t(`proposals.would.${proposal.ifClosed}`)}
            sentence={proposal.ifClosed === 'not adopted' ? '' : proposal.sentence}
            notYet={proposal.notYet}
            owed={proposal.owed}
            onRemind={onRemind}
            onLonger={acts.longer}
            onClosing={acts.close}
            onClose={() => setLayer(null)}
          />
        )}
        {layer !== null && typeof layer === 'object' && 'ask' in layer && (
          <AskDialog name={layer.ask.person.name} onAsked={(said) => acts.asked(layer.ask.person.id, said)} onClose={() => setLayer(null)} />
        )}
        {layer !== null && typeof layer === 'object' && 'words' in layer && (
          <WordsDialog
            name={layer.words.person.name}
            isMine={layer.words.person.isMe}
            harm={layer.words.why}
            before={layer.words.words?.before ?? ''}
            after={layer.words.words?.after ?? ''}
            onPut={mayWrite ? (now) => onPut(layer.words.words?.before ?? '', now) : null}
            onClose={() => setLayer(null)}
          />
        )}
      </Suspense>
    </div>
  )
}

const stepsAfter = (step: ProposalView['step']) =>
  step === null || step === 'done'
    ? (['decision', 'questions', 'reactions'] as const)
    : step === 'questions'
      ? (['reactions', 'decision'] as const)
      : (['decision'] as const)

const sidesOf = (heard: readonly HeardView[]) => ({
  impacted: heard.filter(({ side }) => side === 'impacted').map(({ person }) => person.id),
  responsible: heard.filter(({ side }) => side === 'responsible').map(({ person }) => person.id),
})

function Words({ words, isLost, label }: { words: Frozen | null; isLost: boolean; label: string }) {
  if (words) return <FrozenText json={words} label={label} />
  return isLost ? <p className={styles.lost}>{t('proposals.oldVersion')}</p> : <Loading lines={5} />
}

interface SideProps extends ProposalScreenProps {
  readonly isOpen: boolean
  readonly onClosing: () => void
  readonly onBegin: () => void
  readonly children: ReactNode
}

function Side({ proposal, acts, now, mayWrite, maySpeak, isOpen, onClosing, onBegin, onRefused, children }: SideProps) {
  const { step } = proposal
  const isPast = proposal.closes !== null && proposal.closes <= now && isOpen
  if (step === null)
    return (
      <div className={styles.draft}>
        <p className={styles.draftLine}>{t('proposals.draft.line')}</p>
        {proposal.affectsMe === true ? (
          <p className={styles.draftLine}>{t('proposals.draft.affectsMine')}</p>
        ) : (
          maySpeak && (
            <Button wide onClick={() => void acts.affects(true).then((refused) => refused !== null && onRefused(refused))}>
              {t('proposals.affectsMe')}
            </Button>
          )
        )}
        <Button wide disabledReason={mayWrite ? undefined : t('proposals.begin.mayNot')} onClick={onBegin}>
          {t('proposals.begin')}
        </Button>
      </div>
    )
  return (
    <>
      <Standing
        heard={proposal.heard}
        title={decidesWords(proposal)}
        rule={t(`proposals.rule.${proposal.method}`)}
        closes={closesWords(proposal, now)}
        isPast={isPast}
      />
      {isOpen && step === 'decision' && (
        <div className={styles.ifClosed}>
          <IfClosed title={t(`proposals.ifClosed.${proposal.ifClosed}`)}>{behindWords(proposal)}</IfClosed>
        </div>
      )}
      {isOpen && (
        <div className={styles.acts}>
          {mayWrite && step === 'decision' && <Button onClick={onClosing}>{t('proposals.close')}</Button>}
          {mayWrite && step !== 'decision' && <Button onClick={onBegin}>{t('proposals.begin.next')}</Button>}
          {proposal.closes !== null && !isPast && (
            <Button kind="quiet" icon="calendar" onClick={() => takeOutDay(proposal.id, proposal.title, proposal.closes ?? now, now)}>
              {t('proposals.calendar')}
            </Button>
          )}
        </div>
      )}
      {proposal.state === 'adopted' && maySpeak && proposal.owner === null && (
        <div className={styles.own}>
          <OwnForm
            people={proposal.heard.map(({ person }) => person)}
            until={proposal.bid?.until ?? null}
            now={now}
            onOwn={(owner, again) => void acts.own(owner, again).then((refused) => refused !== null && onRefused(refused))}
          />
        </div>
      )}
      {proposal.owner && (
        <p className={styles.owner}>
          <Avatar person={proposal.owner} size={26} />
          {t('proposals.ownedBy', { name: proposal.owner.isMe ? t('proposals.you') : proposal.owner.name })}
        </p>
      )}
      {!isOpen && proposal.state !== 'adopted' && mayWrite && (
        <div className={styles.acts}>
          <Button onClick={onBegin}>{t('proposals.begin.again')}</Button>
        </div>
      )}
      {children}
    </>
  )
}
