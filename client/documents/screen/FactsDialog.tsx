import type { Editor } from '@tiptap/core'
import { AssumptionDialog } from './AssumptionDialog'
import { HorizonDialog } from './HorizonDialog'

/** What the block at this place says besides its words. */
export function FactsDialog(props: { editor: Editor; position: number; names: readonly string[]; onClose: () => void }) {
  const isHorizon = props.editor.state.doc.nodeAt(props.position)?.type.name === 'horizon'
  return isHorizon ? <HorizonDialog {...props} /> : <AssumptionDialog {...props} />
}
