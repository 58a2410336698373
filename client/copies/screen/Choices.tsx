import { Button } from '../../design/controls/Button'
import { Avatar } from '../../design/people/Avatar'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { chosenWords } from '../copyWords'
import type { HunkView, PersonsChoice } from '../review/choices'
import styles from './Choices.module.css'
import type { Acting } from './useActing'

/** What each person would do with a change, why, and the way on where they differ. */
export function Choices({ view, acting, who, device }: { view: HunkView; acting: Acting; who: string | null; device: string }) {
  if (view.choices.length === 0) return null
  return (
    <div className={styles.all}>
      <ul className={styles.choices}>
        {view.choices.map((choice) => (
          <Chosen key={choice.person} choice={choice} view={view} acting={acting} who={who} device={device} />
        ))}
      </ul>
      <Settling view={view} acting={acting} />
    </div>
  )
}

/** Where people differ there is a way on, though one of them may not come back: whoever has seen all answers may let theirs stand. */
function Settling({ view, acting }: { view: HunkView; acting: Acting }) {
  const people = useStore(useWorkspace().people)
  const { settledBy, differ } = view
  if (settledBy) {
    const by = people.ofDevice(settledBy.device)
    return (
      <p className={styles.quiet}>{by?.isMe ? t('copies.review.youSettled') : t('copies.review.settled', { name: by?.name ?? t('workspace.somebody') })}</p>
    )
  }
  if (!differ || !acting.mayDecide) return null
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{t(acting.mine === null ? 'copies.review.settleFirst' : 'copies.review.settleLine')}</p>
      {acting.mine !== null && (
        <Button small onClick={acting.settle}>
          {t('copies.review.settle')}
        </Button>
      )}
    </div>
  )
}

function Chosen({ choice, view, acting, who, device }: { choice: PersonsChoice; view: HunkView; acting: Acting; who: string | null; device: string }) {
  const people = useStore(useWorkspace().people)
  const member = people.ofDevice(choice.device)
  const isMine = choice.device === device || (member?.isMe ?? false)
  return (
    <li className={styles.choice}>
      {member && <Avatar person={member} size={24} />}
      <div className={styles.chosen}>
        <span>{chosenWords(choice.answer, view.hunk, isMine, member?.name ?? t('workspace.somebody'), who)}</span>
        {choice.reason !== '' && (
          <span className={styles.reason} dir="auto">
            {choice.reason}
          </span>
        )}
      </div>
      {acting.mayDecide &&
        (isMine ? (
          <Button small kind="quiet" onClick={acting.takeBack}>
            {t('copies.review.undo')}
          </Button>
        ) : (
          view.decision === null && (
            <Button small onClick={() => acting.choose(choice.answer)}>
              {t('copies.review.same')}
            </Button>
          )
        ))}
    </li>
  )
}
