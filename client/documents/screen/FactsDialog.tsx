import { AssumptionDialog } from './AssumptionDialog'
import type { FactsProps } from './FactsForm'
import { HorizonDialog } from './HorizonDialog'
import { PictureDialog } from './PictureDialog'

/** What the block at this place says besides its words. */
export function FactsDialog({ names, ...props }: FactsProps & { names: readonly string[] }) {
  const kind = props.editor.state.doc.nodeAt(props.position)?.type.name
  if (kind === 'horizon') return <HorizonDialog {...props} />
  return kind === 'image' ? <PictureDialog {...props} /> : <AssumptionDialog {...props} names={names} />
}
