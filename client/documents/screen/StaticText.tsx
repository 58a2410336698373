import { DOMSerializer } from '@tiptap/pm/model'
import { useLayoutEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { documentSchema } from '../schema/schema'
import { staticText } from '../staticText'
import { textClass } from './textStyles'

/** A text that cannot be edited here, drawn once from a throwaway clone [S11]; drawn anew when the document changes. */
export function StaticText({ ydoc, label }: { ydoc: Y.Doc; label: string }) {
  const host = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const draw = () => {
      timer = null
      const fragment = DOMSerializer.fromSchema(documentSchema()).serializeFragment(staticText(ydoc).content)
      host.current?.replaceChildren(fragment)
    }
    const soon = () => {
      timer ??= setTimeout(draw, 1000)
    }
    draw()
    ydoc.on('updateV2', soon)
    return () => {
      ydoc.off('updateV2', soon)
      if (timer) clearTimeout(timer)
    }
  }, [ydoc])
  return <article ref={host} className={textClass} aria-label={label} contentEditable={false} />
}
