import * as Y from 'yjs'
import { makeCopy } from '../copies/copies'
import { lineagesOf } from '../copies/lineage'
import { bringBack } from '../copies/review/bringBack'
import { textNow } from '../copies/review/texts'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { readFragment } from '../documents/binding/readText'
import type { DocumentNode } from '../documents/documentJson'
import { fromMarkdown } from '../documents/markdown'
import { documentSchema, TEXT_FIELD } from '../documents/schema/schema'
import { seedDocument } from '../documents/seedDocument'
import { SharedText } from '../merge/sharedText'
import { textFromJson } from '../merge/textMerge'
import { restoring } from '../merge/versionDiff'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import childcare from './example/fork-childcare.md?raw'
import later from './example/strategy-later.md?raw'

/**
 * In the example a task force has brought its copy of the strategy back, and the strategy has moved on meanwhile: three places were changed in both. So that one
 * can look at a review at once, with nobody else there.
 */
export async function bringExampleCopy(workspace: OpenWorkspace, main: string): Promise<void> {
  const base = await textNow(workspace, main)
  if (!base.ok) return
  const about = { parent: main, kind: 'copy', forWhom: t('home.exampleTaskForce'), why: t('home.exampleTaskForceWhy') } as const
  const id = await makeCopy(workspace, { ...about, content: base.value, written: textOf(childcare), until: null })
  const lineage = lineagesOf(await workspace.ground.records.list(workspace.room)).get(id)
  if (lineage) await bringBack(workspace, lineage)
  await moveOn(workspace, main, textOf(later))
}

function textOf(markdown: string): ProseMirrorJson {
  const read = fromMarkdown(markdown)
  if (!read.ok) throw new Error(`an example's text: ${read.reason}`)
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', read.value as DocumentNode))
  const text = readFragment(ydoc.getXmlFragment(TEXT_FIELD), documentSchema()).toJSON() as ProseMirrorJson
  ydoc.destroy()
  return text
}

async function moveOn(workspace: OpenWorkspace, id: string, text: ProseMirrorJson): Promise<void> {
  const document = workspace.keeper.stored.get(id)
  if (!document) return
  const open = workspace.ground.replica.open(document.doc)
  await open.opened
  const shared = new SharedText(open.ydoc, open.ydoc.getXmlFragment(TEXT_FIELD), (fragment, mapping) => readFragment(fragment, documentSchema(), mapping))
  const { merge, decisions } = restoring(shared.text, textFromJson(documentSchema(), text))
  shared.put(merge, decisions)
  open.close()
}
