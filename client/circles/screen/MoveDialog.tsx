import { Dialog } from '../../design/layers/Dialog'
import { useToast } from '../../design/layers/Toast'
import { List, ListRow } from '../../design/page/ListRow'
import { Ring } from '../../design/people/Ring'
import { t } from '../../words/words'
import { moveCircle, moveRole } from '../chart/edits'
import { inOrder } from '../chart/roll'
import { seatsIn } from '../circleWords'
import type { UsedChart } from '../useChart'

/** What is moved: a circle, or a role. */
export type Moved = { readonly kind: 'circle' | 'role'; readonly id: string; readonly name: string }

/** Into which circle something goes: by keyboard and on a phone what dragging does on the map. */
export function MoveDialog({ chart, moved, onClose }: { chart: UsedChart; moved: Moved; onClose: () => void }) {
  const move = useMove(chart)
  const choose = (into: { id: string; name: string } | null) => {
    onClose()
    void move(moved, into)
  }
  return (
    <Dialog open onClose={onClose} title={t('circles.moveTitle', { name: moved.name })}>
      <List label={t('circles.all')}>
        {moved.kind === 'circle' && <ListRow voice="app" title={t('circles.moveTop')} onClick={() => choose(null)} />}
        {inOrder(chart.roll.circles)
          .filter(({ circle }) => circle.id !== moved.id)
          .map((view) => (
            <ListRow
              key={view.circle.id}
              start={<Ring size={24} seats={seatsIn(view)} decorative />}
              title={view.circle.name}
              onClick={() => choose({ id: view.circle.id, name: view.circle.name })}
            />
          ))}
      </List>
    </Dialog>
  )
}

/** Moves, and says what was done or why not. */
export function useMove(chart: UsedChart): (moved: Moved, into: { readonly id: string; readonly name: string } | null) => Promise<void> {
  const toast = useToast()
  return async ({ kind, id, name }, into) => {
    if (kind === 'role') {
      if (!into) return
      const before = chart.roll.roles.get(id)?.circle.id
      await chart.edit((ydoc) => moveRole(ydoc, id, into.id))
      return toast({ text: t('circles.moved', { name, parent: into.name }), undo: () => void (before && chart.edit((ydoc) => moveRole(ydoc, id, before))) })
    }
    const before = chart.roll.byId.get(id)?.circle.parent ?? null
    const done = await chart.edit((ydoc) => moveCircle(ydoc, id, into?.id ?? null))
    if (!done.ok) return toast({ text: t('circles.insideItself') })
    const text = into ? t('circles.moved', { name, parent: into.name }) : t('circles.movedTop', { name })
    toast({ text, undo: () => void chart.edit((ydoc) => moveCircle(ydoc, id, before)) })
  }
}
