import type { Editor } from '@tiptap/core'
import { AssumptionDialog } from './AssumptionDialog'
import { HorizonDialog } from './HorizonDialog'
import { PictureDialog } from './PictureDialog'

/** What the block at this place says besides its words. */
export function FactsDialog(props: { editor: Editor; position: number; names: readonly string[]; onClose: () => void }) {
  const kind = props.editor.state.doc.nodeAt(props.position)?.type.name
  if (kind === 'horizon') return <HorizonDialog {...props} />
  return kind === 'image' ? <PictureDialog {...props} /> : <AssumptionDialog {...props} />
}
