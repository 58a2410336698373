import '../../words/later/copies'
import type { Editor } from '@tiptap/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { Button } from '../../design/controls/Button'
import { Icon } from '../../design/signs/Icon'
import { whenFetched } from '../../design/whenFetched'
import { whenHistory } from '../../history/whenHistory'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { lineagesIn } from '../copies'
import { isMine, whoseOf } from '../copyWords'
import { copiesOf, type Lineage } from '../lineage'
import { settleDecided } from '../review/putIn'
import { useOffers } from '../review/useOffers'
import { useApart } from '../useApart'
import styles from './CopiesOut.module.css'

const Suggested = lazy(() => whenFetched(() => import('./Suggested')).then(({ Suggested }) => ({ default: Suggested })))

/** In the main text, below its outline: which copies are out, and how far they have got. */
export function CopiesOut({ id }: { id: string }) {
  const workspace = useWorkspace()
  const copies = copiesOf(useStore(lineagesIn(workspace)), id).filter(({ kind }) => kind === 'copy')
  if (copies.length === 0) return null
  return (
    <ul className={styles.list}>
      {copies.map((lineage) => (
        <CopyOut key={lineage.id} lineage={lineage} />
      ))}
    </ul>
  )
}

function CopyOut({ lineage }: { lineage: Lineage }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const apart = useApart(workspace, lineage)
  if (!workspace.documents.get().some(({ id }) => id === lineage.id)) return null
  const count = apart?.push ?? 0
  const words = isMine(people, lineage) ? t('copies.foot.mine', { count }) : t('copies.foot.copy', { count, who: whoseOf(people, lineage) })
  return (
    <li>
      <a className={styles.copy} href={`#/d/${lineage.id}`}>
        <Icon name="copy" size={16} />
        <span>{words}</span>
      </a>
    </li>
  )
}

/** In the main text, below its bar: changes that are brought back or suggested, and wait to be looked at. */
export function BroughtBack({ id, ydoc, editor }: { id: string; ydoc: Y.Doc | null; editor: Editor | null }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const offers = useOffers(id)
  useSettling(id, ydoc)
  const [isShut, setShut] = useState(false)
  if (offers.length === 0 || isShut) return null
  return (
    <section className={styles.bar} aria-label={t('copies.bar.alone')}>
      <Icon name="merge" className={styles.icon} />
      <ul className={styles.offers}>
        {offers.map(({ offer, count }) => {
          const who = whoseOf(people, offer)
          return (
            <li key={offer.copy}>
              <span>{offer.kind === 'suggestion' ? t('copies.bar.suggestions', { count, who }) : t('copies.bar.back', { count, who })}</span>
              {editor && offer.kind === 'suggestion' && (
                <Suspense fallback={null}>
                  <Suggested main={id} offer={offer} editor={editor} />
                </Suspense>
              )}
              <Button small className={offer.kind === 'suggestion' ? styles.roomy : undefined} href={`#/bring-back/${id}/${offer.copy}`}>
                {t('copies.bar.look')}
              </Button>
            </li>
          )
        })}
      </ul>
      <Button small kind="quiet" onClick={() => setShut(true)}>
        {t('copies.notNow')}
      </Button>
    </section>
  )
}

/** What somebody decided and could not write any more is written, by whoever opens the text next [F7]. */
function useSettling(id: string, ydoc: Y.Doc | null): void {
  const workspace = useWorkspace()
  useEffect(() => {
    if (ydoc === null || !workspace.mayWrite) return
    return whenHistory(workspace, id, (history) =>
      history.watch(() => void settleDecided(history, ydoc).catch((error: unknown) => console.error('a review could not be settled', error))),
    )
  }, [workspace, id, ydoc])
}
