import { Dialog } from '../../design/layers/Dialog'
import { List, ListRow } from '../../design/page/ListRow'
import { Icon } from '../../design/signs/Icon'
import { t } from '../../words/words'
import { inUse } from '../../workspace/listing'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { setCircleDocument } from '../chart/edits'
import { chartOf } from '../openChart'
import type { UsedChart } from '../useChart'
import type { Ask } from './asks'
import { BringInDialog } from './BringInDialog'
import { CircleDialog } from './CircleDialog'
import { MoveDialog } from './MoveDialog'
import { RoleDialog } from './RoleDialog'
import { AgainDialog, HandOverDialog, SeatDialog } from './SeatDialogs'

export interface AskedProps {
  readonly chart: UsedChart
  readonly ask: Ask
  readonly onClose: () => void
  readonly onGo: (route: string) => void
}

/** The dialog that was asked for. What it is about may have gone meanwhile: then there is none. */
export function Asked({ chart, ask, onClose, onGo }: AskedProps) {
  const { roll } = chart
  const toCircle = (id: string) => onGo(`/circles/c/${id}`)
  const toRole = (id: string) => onGo(`/circles/r/${id}`)
  switch (ask.kind) {
    case 'new circle':
      return <CircleDialog chart={chart} circle={null} parent={ask.parent} onClose={onClose} onMade={toCircle} />
    case 'change circle': {
      const circle = chartOf(chart.state).circles.get(ask.circle)
      return circle ? <CircleDialog chart={chart} circle={circle} parent={circle.parent} onClose={onClose} onMade={toCircle} /> : null
    }
    case 'new role': {
      const circle = chartOf(chart.state).circles.get(ask.circle)
      return circle ? <RoleDialog chart={chart} circle={circle} given={null} onClose={onClose} onMade={toRole} /> : null
    }
    case 'change role': {
      const view = roll.roles.get(ask.role)
      return view ? <RoleDialog chart={chart} circle={view.circle} given={view.role} onClose={onClose} onMade={toRole} /> : null
    }
    case 'seat': {
      const view = roll.roles.get(ask.role)
      return view ? <SeatDialog chart={chart} view={view} onClose={onClose} /> : null
    }
    case 'again': {
      const term = chartOf(chart.state).terms.get(ask.term)
      return term ? <AgainDialog chart={chart} term={term} onClose={onClose} /> : null
    }
    case 'hand': {
      const view = roll.roles.get(ask.role)
      const given = view?.held.find(({ term }) => term.id === ask.term) ?? view?.learners.find(({ term }) => term.id === ask.term)
      return view && given ? <HandOverDialog chart={chart} view={view} given={given} onClose={onClose} /> : null
    }
    case 'move':
      return <MoveDialog chart={chart} moved={ask.moved} onClose={onClose} />
    case 'bring in':
      return <BringInDialog chart={chart} onClose={onClose} />
    case 'document':
      return <DocumentDialog chart={chart} circle={ask.circle} onClose={onClose} />
  }
}

function DocumentDialog({ chart, circle, onClose }: { chart: UsedChart; circle: string; onClose: () => void }) {
  const { documents } = useWorkspace()
  const linked = chart.roll.byId.get(circle)?.circle.documents ?? []
  const listings = inUse(useStore(documents)).filter(({ id, isPrivate }) => !isPrivate && !linked.includes(id))
  const choose = (id: string) => {
    onClose()
    void chart.edit((ydoc) => setCircleDocument(ydoc, circle, id, true))
  }
  return (
    <Dialog open onClose={onClose} title={t('circles.addDocument')}>
      {listings.length === 0 ? (
        <p>{t('circles.noDocuments')}</p>
      ) : (
        <List label={t('circles.documents')}>
          {listings.map(({ id, title }) => (
            <ListRow key={id} start={<Icon name="document" size={18} />} title={titleWords(title)} onClick={() => choose(id)} />
          ))}
        </List>
      )}
    </Dialog>
  )
}
