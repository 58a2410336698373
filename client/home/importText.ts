import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../shared/result'
import type { DocumentNode } from '../documents/documentJson'
import { fromMarkdownFile, MARKDOWN_MOST, markdownRefusalWords } from '../documents/markdown'
import { seedDocument } from '../documents/seedDocument'
import { titleOf } from '../workspace/seedText'

/** A file that somebody has, as the first text of a document; or why not, in words. Loaded when it is first needed. */
export interface ImportedText {
  readonly title: string
  /** Yjs V1, as rows are. */
  readonly update: Uint8Array
}

/** The first text of a document with this content. */
export function importedText(node: DocumentNode, title: string): ImportedText {
  const update = Y.convertUpdateFormatV2ToV1(seedDocument(title, node))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const found = titleOf(doc) ?? title
  doc.destroy()
  return { title: found, update }
}

export async function importText(file: File): Promise<Result<ImportedText>> {
  // Told by its size alone: a film is not read into memory to be refused.
  if (file.size > MARKDOWN_MOST) return refuse(markdownRefusalWords('too big', file.size))
  const read = fromMarkdownFile(new Uint8Array(await file.arrayBuffer()), file.name)
  return read.ok ? ok(importedText(read.value, file.name.replace(/\.[^.]+$/, ''))) : refuse(markdownRefusalWords(read.reason, file.size))
}
