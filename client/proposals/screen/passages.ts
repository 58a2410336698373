import type { ProseMirrorJson } from '../../crypto/canonicalText'

/** The passages of a text, as words can be proposed for them: every textblock but the title (pure). */
export function passagesOf(json: ProseMirrorJson): string[] {
  const found: string[] = []
  const words = (node: ProseMirrorJson): string => node.text ?? (node.content ?? []).map(words).join('')
  const walk = (node: ProseMirrorJson) => {
    if (node.type === 'title') return
    const isTextblock = (node.content ?? []).some(({ type }) => type === 'text')
    if (isTextblock) {
      const said = words(node).trim()
      if (said !== '') found.push(said)
    } else for (const child of node.content ?? []) walk(child)
  }
  walk(json)
  return found
}
