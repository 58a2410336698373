import { DOMSerializer } from '@tiptap/pm/model'
import { useLayoutEffect, useRef } from 'react'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { documentSchema } from '../../documents/schema/schema'
import { textClass } from '../../documents/screen/textStyles'

/** The version that a round is on, without its title: drawn, not edited. */
export function FrozenText({ json, label }: { json: ProseMirrorJson; label: string }) {
  const host = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const node = documentSchema().nodeFromJSON(json)
    const blocks = node.content.content.filter((block) => block.type.name !== 'title')
    const serializer = DOMSerializer.fromSchema(documentSchema())
    host.current?.replaceChildren(...blocks.map((block) => serializer.serializeNode(block)))
  }, [json])
  return <article ref={host} className={textClass} aria-label={label} contentEditable={false} />
}
