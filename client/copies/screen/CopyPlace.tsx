import type * as Y from 'yjs'
import { Pill } from '../../design/signs/Pill'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { lineagesIn } from '../copies'
import { listWords } from '../copyWords'
import { useApart } from '../useApart'
import { BroughtBack } from './CopiesOut'
import { CopyLine } from './CopyLine'

/** Below a document's bar: the line of a copy, and what copies of this text bring back. */
export function CopyPlace({ id, ydoc, onNotice }: { id: string; ydoc: Y.Doc | null; onNotice: (words: string) => void }) {
  const workspace = useWorkspace()
  const lineage = useStore(lineagesIn(workspace)).get(id) ?? null
  const apart = useApart(workspace, lineage)
  return (
    <>
      {lineage && <CopyLine lineage={lineage} apart={apart} onNotice={onNotice} />}
      <BroughtBack id={id} ydoc={ydoc} />
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
