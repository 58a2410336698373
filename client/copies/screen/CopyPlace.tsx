import '../../words/later/copies'
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { Pill } from '../../design/signs/Pill'
import type { DocumentActions } from '../../documents/documentActions'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { lineagesIn } from '../copies'
import { listWords } from '../copyWords'
import { useApart } from '../useApart'
import { BroughtBack } from './CopiesOut'
import { CopyLine } from './CopyLine'

export interface CopyPlaceProps {
  readonly id: string
  readonly ydoc: Y.Doc | null
  /** Of the open text; null while there is none. */
  readonly actions: DocumentActions | null
  readonly onNotice: (words: string) => void
}

/** Below a document's bar: the line of a copy, and what copies of this text bring back. */
export function CopyPlace({ id, ydoc, actions, onNotice }: CopyPlaceProps) {
  const workspace = useWorkspace()
  const lineage = useStore(lineagesIn(workspace)).get(id) ?? null
  const apart = useApart(workspace, lineage)
  const [isMarked, setMarked] = useState(true)
  const blocks = isMarked && lineage ? apart?.blocks : null
  useEffect(() => {
    if (lineage && blocks !== undefined) actions?.markBlocks(blocks ?? [])
  }, [actions, blocks, lineage])
  return (
    <>
      {lineage && <CopyLine lineage={lineage} apart={apart} marks={{ on: isMarked, set: setMarked }} onNotice={onNotice} />}
      <BroughtBack id={id} ydoc={ydoc} editor={actions?.editor ?? null} />
    </>
  )
}

/** Beside the title in the bar. */
export function CopyPill({ id }: { id: string }) {
  const lineage = useStore(lineagesIn(useWorkspace())).get(id)
  return lineage ? <Pill>{t('copies.copy')}</Pill> : null
}

/** Beside the title in a list: whose copy it is. */
export function CopyMark({ id }: { id: string }) {
  const workspace = useWorkspace()
  const people = useStore(workspace.people)
  const lineage = useStore(lineagesIn(workspace)).get(id)
  return lineage ? <bdi>{listWords(people, lineage)}</bdi> : null
}
