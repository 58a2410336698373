import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../../shared/result'
import type { OpenWorkspace } from '../../workspace/openWorkspace'

/** Words in place of a passage, written into the text as small an edit as can be. Refused: the passage is not there as it was. */
export async function putWords(workspace: OpenWorkspace, id: string, before: string, after: string): Promise<Result<null, 'gone'>> {
  const stored = workspace.keeper.stored.get(id)
  if (!stored) return refuse('gone')
  const open = workspace.ground.replica.open(stored.doc)
  try {
    await open.opened
    const found = passage(open.ydoc.getXmlFragment('text'), before.trim())
    if (!found) return refuse('gone')
    open.ydoc.transact(() => replace(found, after.trim()))
    return ok(null)
  } finally {
    open.close()
  }
}

const plain = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '\uFFFC'))
    .join('')

function passage(parent: Y.XmlFragment | Y.XmlElement, words: string): Y.XmlText | null {
  const children = parent.toArray()
  for (const child of children) {
    if (child instanceof Y.XmlText && children.length === 1 && plain(child).trim() === words) return child
    const found = child instanceof Y.XmlElement && child.nodeName !== 'title' ? passage(child, words) : null
    if (found) return found
  }
  return null
}

function replace(text: Y.XmlText, after: string): void {
  const before = plain(text)
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  // A letter of two units is never cut in half.
  if (/[\ud800-\udbff]/.test(before[start - 1] ?? '')) start--
  if (/[\udc00-\udfff]/.test(before[before.length - end] ?? '')) end--
  if (before.length - start - end > 0) text.delete(start, before.length - start - end)
  const inserted = after.slice(start, after.length - end)
  if (inserted !== '') text.insert(start, inserted)
}
