/** Markdown in and out. Pure; loaded when first needed, for markdown-it is not small. */
import { ok, type Result, refuse } from '../../shared/result'
import { formatBytes } from '../words/formats'
import { t } from '../words/words'
import type { DocumentNode } from './documentJson'
import { parseMarkdown } from './markdown/parse'
import { serializeMarkdown } from './markdown/serialize'

/** Bytes of a file that can become one document: about 40 times a long strategy. */
export const MARKDOWN_MOST = 5_000_000

export type MarkdownRefusal = 'too big' | 'not a text' | 'empty'

/** @param title for a text that does not begin with one: the file's name */
export function fromMarkdown(text: string, title = ''): Result<DocumentNode, MarkdownRefusal> {
  if (text.length > MARKDOWN_MOST) return refuse('too big')
  // No text has a NUL in it; pictures and programs do.
  if (text.includes('\u0000')) return refuse('not a text')
  if (text.trim() === '') return refuse('empty')
  return ok(parseMarkdown(text, title))
}

/** A file's bytes: UTF-8, or UTF-16 that says so. */
export function fromMarkdownFile(bytes: Uint8Array, fileName = ''): Result<DocumentNode, MarkdownRefusal> {
  if (bytes.length > MARKDOWN_MOST) return refuse('too big')
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return fromMarkdown(new TextDecoder(encoding, { fatal: true }).decode(bytes), fileName.replace(/\.(md|markdown|mdown|txt)$/i, ''))
  } catch {
    return refuse('not a text')
  }
}

/** The refusal in words. @param size of the file, bytes */
export function markdownRefusalWords(reason: MarkdownRefusal, size: number): string {
  if (reason === 'too big') return t('documents.fileTooBig', { size: formatBytes(size), most: formatBytes(MARKDOWN_MOST) })
  return reason === 'empty' ? t('documents.fileEmpty') : t('documents.fileNotText')
}

export function toMarkdown(doc: DocumentNode): string {
  return serializeMarkdown(doc)
}
