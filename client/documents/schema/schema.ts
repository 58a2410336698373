/**
 * Schema 1 of a document, whole: every node and mark that is planned stands here from the first day, because an editor that does not know one would lose it.
 * The names and defaults are part of what is signed (canonical text c1): they are never changed; something new needs a higher number.
 *
 * The root is loose on purpose (`block+`): what two people did at once can always be shown. `editor/normaliser.ts` puts a title first again.
 */
import { Extension, type Extensions, getSchema } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import type { Schema } from '@tiptap/pm/model'
import { isLanguage } from './attributes'
import { Assumption, Details, DetailsContent, DetailsSummary, Horizon, Image, Mention, Title } from './blocks'
import { Comment, Highlighted, PlainCode, SafeLink } from './marks'
import { PlainTable, PlainTableCell, PlainTableHeader, PlainTableRow } from './tables'

/** What every frame of a document says that it needs [S11]. */
export const SCHEMA_NUMBER = 1

/** The names of a document's fields in its Y.Doc. */
export const TEXT_FIELD = 'text'
export const AUTHORS_FIELD = 'authors'

/** Blocks that hold text directly. Each has a `lang`, and each is drawn with `dir="auto"`. */
export const TEXTBLOCKS = ['title', 'paragraph', 'heading', 'codeBlock', 'detailsSummary', 'assumption', 'horizon'] as const

const Language = Extension.create({
  name: 'language',
  addGlobalAttributes: () => [
    {
      types: [...TEXTBLOCKS],
      attributes: {
        lang: {
          default: null,
          parseHTML: (element: HTMLElement) => {
            const value = element.getAttribute('lang')
            return isLanguage(value) ? value : null
          },
          renderHTML: (attributes: Record<string, unknown>) => (attributes.lang === null ? {} : { lang: attributes.lang }),
        },
      },
    },
  ],
})

const directed = { HTMLAttributes: { dir: 'auto' } }

/** Numbers only: a list's letters or numerals are drawing, not text. */
const NumberedList = OrderedList.extend({
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element: HTMLElement) => {
        const start = Number.parseInt(element.getAttribute('start') ?? '1', 10)
        return Number.isInteger(start) && start >= 0 ? start : 1
      },
    },
  }),
})

const nodes = {
  codeBlock: CodeBlock.extend({ marks: 'comment' }).configure({ HTMLAttributes: { dir: 'ltr' } }),
  taskItem: TaskItem.configure({ nested: true }),
}

/**
 * Every node and mark, as TipTap extensions. Whoever draws a node differently (a node view) gives the extended one by name; the schema must stay the same.
 */
export function schemaExtensions(drawn: Partial<Record<string, Extensions[number]>> = {}): Extensions {
  const all: Extensions = [
    Document,
    Title,
    Paragraph.configure(directed),
    Text,
    Heading.configure({ levels: [1, 2, 3], ...directed }),
    BulletList,
    NumberedList,
    ListItem,
    TaskList,
    nodes.taskItem,
    Blockquote,
    nodes.codeBlock,
    HorizontalRule,
    HardBreak,
    PlainTable,
    PlainTableRow,
    PlainTableHeader,
    PlainTableCell,
    Details,
    DetailsSummary,
    DetailsContent,
    Image,
    Mention,
    Assumption,
    Horizon,
    Bold,
    Italic,
    Strike,
    PlainCode,
    SafeLink,
    Highlighted,
    Comment,
    Language,
  ]
  return all.map((extension) => drawn[extension.name] ?? extension)
}

let made: Schema | undefined

/** The ProseMirror schema, made once. An editor makes its own from the same extensions; compare by name, never by identity. */
export function documentSchema(): Schema {
  made ??= getSchema(schemaExtensions())
  return made
}
