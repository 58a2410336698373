import type { DocumentNode } from '../../../client/documents/documentJson'
import { toMarkdown } from '../../../client/documents/markdown'
import { blocksOf, declaration, languages } from '../../client/documents/markdown/declaration'

const paragraph = (text: string): DocumentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** The Universal Declaration in five scripts, again and again until it has so many words, as Markdown. */
export function declarationsOf(words: number): string {
  const blocks = languages.flatMap((language) => blocksOf(declaration(language)))
  const content: DocumentNode[] = [{ type: 'title', content: [{ type: 'text', text: 'Declarations' }] }, paragraph('First words')]
  for (let count = 0; count < words; ) {
    for (const block of blocks) {
      content.push(block)
      count += JSON.stringify(block).split(/\s+/).length
    }
  }
  return toMarkdown({ type: 'doc', content: [...content, paragraph('Last words')] })
}
