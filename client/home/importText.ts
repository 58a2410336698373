import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../shared/result'
import { whenFetched } from '../design/whenFetched'
import type { DocumentNode } from '../documents/documentJson'
import { seedDocument } from '../documents/seedDocument'
import { formatBytes } from '../words/formats'
import { t } from '../words/words'
import { titleOf } from '../workspace/seedText'

/** A file that somebody has, as the first text of a document; or why not, in words. Loaded when it is first needed; what reads each kind of file, when such a file comes. */
export interface ImportedText {
  readonly title: string
  /** Yjs V1, as rows are. */
  readonly update: Uint8Array
  /** How many pictures did not come with it. */
  readonly pictures: number
}

/** The first text of a document with this content. */
export function importedText(node: DocumentNode, title: string, pictures = 0): ImportedText {
  const update = Y.convertUpdateFormatV2ToV1(seedDocument(title, node))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const found = titleOf(doc) ?? title
  doc.destroy()
  return { title: found, update, pictures }
}

export async function importText(file: File): Promise<Result<ImportedText>> {
  // By what it is, not only by its name: a file of Word's may have lost its ending on the way.
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer())
  const isWord = /\.docx?$/i.test(file.name) || (head[0] === 0x50 && head[1] === 0x4b) || (head[0] === 0xd0 && head[1] === 0xcf)
  return isWord ? importWord(file) : importMarkdown(file)
}

const nameOf = (file: File): string => file.name.replace(/\.[^.]+$/, '')

async function importMarkdown(file: File): Promise<Result<ImportedText>> {
  const { fromMarkdownFile, MARKDOWN_MOST, markdownRefusalWords } = await whenFetched(() => import('../documents/markdown'))
  // Told by its size alone: a film is not read into memory to be refused.
  if (file.size > MARKDOWN_MOST) return refuse(markdownRefusalWords('too big', file.size))
  const read = fromMarkdownFile(new Uint8Array(await file.arrayBuffer()), file.name)
  return read.ok ? ok(importedText(read.value, nameOf(file))) : refuse(markdownRefusalWords(read.reason, file.size))
}

async function importWord(file: File): Promise<Result<ImportedText>> {
  const { DOCX_MOST, fromDocx } = await whenFetched(() => import('../documents/docx/read'))
  if (file.size > DOCX_MOST) return refuse(t('documents.fileTooBig', { size: formatBytes(file.size), most: formatBytes(DOCX_MOST) }))
  const read = await fromDocx(new Uint8Array(await file.arrayBuffer()), nameOf(file), globalThis.window)
  if (read.ok) return ok(importedText(read.value.doc, nameOf(file), read.value.pictures))
  switch (read.reason) {
    case 'too big':
      return refuse(t('documents.wordTooLong'))
    case 'locked':
      return refuse(t('documents.wordLocked'))
    case 'old Word':
      return refuse(t('documents.wordOld'))
    case 'empty':
      return refuse(t('documents.fileEmpty'))
    case 'not Word':
      return refuse(t('documents.wordNot'))
  }
}
