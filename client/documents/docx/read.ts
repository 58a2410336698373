/**
 * A Word document (.docx) → a document's JSON: mammoth makes HTML of it, and from there on it is cleaned and read as what is pasted from Word is.
 *
 * Only the parts that hold text are taken out of the file, within a limit, so that neither a picture nor a bomb is ever unpacked. Loaded when first needed.
 */
import { DOMParser } from '@tiptap/pm/model'
import { zipSync } from 'fflate'
import mammoth from 'mammoth'
import { ok, type Result, refuse } from '../../../shared/result'
import type { DocumentNode } from '../documentJson'
import { cleanHtml } from '../paste/clean'
import { isDay } from '../schema/attributes'
import { documentSchema } from '../schema/schema'
import { styleMap } from './styles'
import { unzip } from './unzip'

/** Bytes of a file; most of a large one are pictures, which are not read. */
export const DOCX_MOST = 50_000_000
/** Bytes of what it says, unpacked: some hundreds of pages. */
const UNPACKED_MOST = 20_000_000

export type DocxRefusal = 'too big' | 'not Word' | 'old Word' | 'locked' | 'empty'

export interface ReadDocx {
  readonly doc: DocumentNode
  /** How many pictures were left out. */
  readonly pictures: number
}

/** Word's own container: what is locked with a password, and what was saved as .doc. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]
const LOCKED_PART = 'EncryptedPackage'

export const isCompound = (bytes: Uint8Array): boolean => COMPOUND.every((byte, i) => bytes[i] === byte)
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)

/** @param title for a text that does not begin with one: the file's name */
export async function fromDocx(bytes: Uint8Array, title: string, window: Parameters<typeof cleanHtml>[1]): Promise<Result<ReadDocx, DocxRefusal>> {
  if (bytes.length > DOCX_MOST) return refuse('too big')
  if (isCompound(bytes)) return refuse(new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1)).includes(LOCKED_PART) ? 'locked' : 'old Word')
  const parts = unzip(bytes, holdsText, UNPACKED_MOST)
  if (!parts.ok) return refuse(parts.reason === 'not a zip' ? 'not Word' : parts.reason)
  if (![...parts.value.keys()].some((name) => /(^|\/)document\d*\.xml$/.test(name))) return refuse('not Word')
  let pictures = 0
  let html: string
  try {
    html = await htmlOf(zipSync(Object.fromEntries(parts.value), { level: 0 }), () => pictures++)
  } catch {
    return refuse('not Word')
  }
  const doc = readHtml(html, title, window)
  const isEmpty = (doc.content ?? []).every(({ content }, i) => i === 0 || content === undefined) && !/[^\s]/.test(html.replace(/<[^>]*>/g, ''))
  return isEmpty ? refuse('empty') : ok({ doc, pictures })
}

const holdsText = (name: string): boolean =>
  /\.(xml|rels)$/i.test(name) && !/^(customXml|docProps)\//i.test(name) && !/\/(theme|glossary|diagrams|charts)\//i.test(name)

async function htmlOf(zip: Uint8Array, onPicture: () => void): Promise<string> {
  const arrayBuffer = zip.slice().buffer
  // One for a browser, one for Node: mammoth takes the one that it knows.
  const file = { arrayBuffer, buffer: arrayBuffer } as unknown as { arrayBuffer: ArrayBuffer }
  const { value } = await mammoth.convertToHtml(file, {
    styleMap,
    includeEmbeddedStyleMap: false,
    ignoreEmptyParagraphs: false,
    convertImage: mammoth.images.imgElement(() => {
      onPicture()
      return Promise.resolve({ src: '' })
    }),
  })
  return value
}

function readHtml(html: string, title: string, window: Parameters<typeof cleanHtml>[1]): DocumentNode {
  const marked = html.replace(/(<input type="checkbox"[^>]*>)\s+/g, '$1')
  const body = window.document.implementation.createHTMLDocument('').body
  body.innerHTML = cleanHtml(marked, window)
  const read = DOMParser.fromSchema(documentSchema()).parse(body, { preserveWhitespace: true }).toJSON() as DocumentNode
  const blocks = withFacts(read.content ?? [])
  const [first, ...others] = blocks
  const isTitled = first?.type === 'heading' && Number(first.attrs?.level) === 1
  const { lang = null } = first?.attrs ?? {}
  const own: DocumentNode = isTitled
    ? { type: 'title', attrs: { lang }, ...(first.content ? { content: first.content } : {}) }
    : { type: 'title', attrs: { lang: null }, ...(title === '' ? {} : { content: [{ type: 'text', text: title }] }) }
  const rest = isTitled ? others : blocks
  return { type: 'doc', content: [own, ...(rest.length > 0 ? rest : [{ type: 'paragraph', attrs: { lang: null } }])] }
}

const FACTS = ['watchedBy', 'lookAgainOn', 'wrongIf', 'until'] as const

/** The lines below an assumption or a horizon that say who watches it and until when go back into it. They are marked by a sign that no text has. */
function withFacts(blocks: readonly DocumentNode[]): DocumentNode[] {
  const out: DocumentNode[] = []
  for (const block of blocks) {
    const fact = factOf(block)
    const last = out.at(-1)
    if (fact && last && (last.type === 'assumption' || last.type === 'horizon')) out[out.length - 1] = { ...last, attrs: { ...last.attrs, ...fact } }
    else out.push(block)
  }
  return out
}

function factOf(block: DocumentNode): Record<string, string> | null {
  const [mark] = block.content?.[0]?.marks ?? []
  if (block.type !== 'paragraph' || mark?.type !== 'comment') return null
  const fact = FACTS.find((name) => mark.attrs?.id === `fact-${name}`)
  const text = (block.content ?? []).map((node) => node.text ?? '').join('')
  const value = text.slice(text.indexOf(':') + 1).trim()
  if (!fact || ((fact === 'lookAgainOn' || fact === 'until') && !isDay(value))) return null
  return { [fact]: value }
}
