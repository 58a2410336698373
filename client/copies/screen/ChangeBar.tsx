import { Button } from '../../design/controls/Button'
import { IconButton } from '../../design/controls/IconButton'
import { t } from '../../words/words'
import type { HunkView } from '../review/choices'
import styles from './ChangeBar.module.css'
import type { Acting } from './useActing'

/** What can be done with a change. Where it was changed in both, all ways look alike: nothing is chosen for anybody. */
export function ChangeBar({ view, acting, who }: { view: HunkView; acting: Acting; who: string | null }) {
  const { hunk, differ, again } = view
  return (
    <div className={styles.bar}>
      {(again || differ || hunk.touching) && (
        <p className={styles.note}>{t(again ? 'copies.review.again' : differ ? 'copies.review.differ' : 'copies.review.touching')}</p>
      )}
      <div className={styles.row}>
        {acting.mayDecide && (hunk.status === 'conflict' ? <Both view={view} acting={acting} who={who} /> : <Clean acting={acting} />)}
        <span className={styles.steps}>
          <IconButton name="caretUp" label={t('copies.review.previous')} keys="K" onClick={acting.previous} />
          <IconButton name="caretDown" label={t('copies.review.next')} keys="J" onClick={acting.next} />
        </span>
      </div>
    </div>
  )
}

const pressed = (isMine: boolean) => ({ 'aria-pressed': isMine, className: isMine ? styles.chosen : undefined })

function Clean({ acting }: { acting: Acting }) {
  const { mine } = acting
  return (
    <>
      <Button {...pressed(mine === 'theirs')} keys="A" onClick={() => acting.choose('theirs')}>
        {t('copies.review.take')}
      </Button>
      <Button {...pressed(mine === 'ours')} keys="R" onClick={() => acting.choose('ours', true)}>
        {t('copies.review.leave')}
      </Button>
      <Mix acting={acting} keys="E" />
    </>
  )
}

function Both({ view, acting, who }: { view: HunkView; acting: Acting; who: string | null }) {
  const { mine } = acting
  return (
    <>
      <Button {...pressed(mine === 'ours')} keys="1" onClick={() => acting.choose('ours')}>
        {t('copies.review.now')}
      </Button>
      <Button {...pressed(mine === 'theirs')} keys="2" onClick={() => acting.choose('theirs')}>
        {who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })}
      </Button>
      {view.hunk.answers.includes('both') && (
        <Button {...pressed(mine === 'both')} onClick={() => acting.choose('both')}>
          {t('copies.review.bothAnswer')}
        </Button>
      )}
      <Mix acting={acting} keys="3" />
    </>
  )
}

function Mix({ acting, keys }: { acting: Acting; keys: string }) {
  return (
    <Button {...pressed(typeof acting.mine === 'object' && acting.mine !== null)} keys={keys} onClick={acting.mix}>
      {t('copies.review.mix')}
    </Button>
  )
}
