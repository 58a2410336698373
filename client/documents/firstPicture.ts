/**
 * The beginning of a long text, to be seen while its editor is being made: as many blocks as fill two screens, drawn as they stand, from the live document but
 * only read. It can be neither reached nor heard; the editor takes its place within a moment. Null: short enough, or not to be shown without being looked at [S11].
 */
import { DOMSerializer } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { readElement, UnknownContent } from './binding/readText'
import { documentSchema, TEXT_FIELD } from './schema/schema'

/** With fewer blocks the editor is there as soon as a picture would be. */
const LONG = 150
const SHOWN = 40

export function firstPicture(ydoc: Y.Doc, page: Document): HTMLElement | null {
  const fragment = ydoc.getXmlFragment(TEXT_FIELD)
  if (fragment.length < LONG) return null
  try {
    const schema = documentSchema()
    const serializer = DOMSerializer.fromSchema(schema)
    const picture = page.createElement('div')
    picture.inert = true
    picture.ariaHidden = 'true'
    for (const block of fragment.slice(0, SHOWN)) {
      // Its size is not known before it is here: what stands below it would move.
      if (!(block instanceof Y.XmlElement) || block.nodeName === 'image') break
      picture.append(serializer.serializeNode(readElement(block, schema, new Map()), { document: page }))
    }
    return picture
  } catch (error) {
    if (error instanceof UnknownContent) return null
    throw error
  }
}

/** Once what stands on the page now has been painted; soon in any case, for a page that nobody looks at paints nothing. Returns what calls it off. */
export function afterPaint(act: () => void, patience = 150): () => void {
  let isOver = false
  const once = (): void => {
    if (isOver) return
    isOver = true
    act()
  }
  const timer = setTimeout(once, patience)
  const frame = requestAnimationFrame(() => setTimeout(once))
  return () => {
    isOver = true
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}
