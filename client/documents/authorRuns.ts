/** Whose device wrote each run of a text, by Yjs's own book-keeping: positions as in ProseMirror. Reads and never writes. */
import * as Y from 'yjs'
import { documentSchema, TEXT_FIELD, TEXTBLOCKS } from './schema/schema'

export interface AuthorRun {
  readonly from: number
  readonly to: number
  readonly client: number
  readonly clock: number
}

const textblocks: ReadonlySet<string> = new Set(TEXTBLOCKS)

/** Runs in the order of the text; neighbours by one client in one go are one. */
export function authorRuns(ydoc: Y.Doc): AuthorRun[] {
  const runs: AuthorRun[] = []
  let at = 0
  const text = (type: Y.XmlText) => {
    for (let item = type._start; item; item = item.right) {
      if (item.deleted || !item.countable) continue
      const last = runs.at(-1)
      const { client, clock } = item.id
      if (last && last.to === at && last.client === client && last.clock + (last.to - last.from) === clock)
        runs[runs.length - 1] = { ...last, to: at + item.length }
      else runs.push({ from: at, to: at + item.length, client, clock })
      at += item.length
    }
  }
  const element = (type: Y.XmlElement | Y.XmlFragment) => {
    for (const child of type.toArray()) {
      if (child instanceof Y.XmlText) {
        // A text that hangs loose is shown in a paragraph of its own.
        const isLoose = !(type instanceof Y.XmlElement && textblocks.has(type.nodeName))
        if (isLoose) at++
        text(child)
        if (isLoose) at++
      } else if (child instanceof Y.XmlElement) {
        if (isLeaf(child)) at++
        else {
          at++
          element(child)
          at++
        }
      }
    }
  }
  element(ydoc.getXmlFragment(TEXT_FIELD))
  return runs
}
const isLeaf = ({ nodeName }: Y.XmlElement): boolean => documentSchema().nodes[nodeName]?.isLeaf ?? false
