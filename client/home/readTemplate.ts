import { fromMarkdown } from '../documents/markdown'
import type { Locale } from '../words/words'
import { type ImportedText, importedText } from './importText'
import { datedText, type TemplateId } from './templates'

/** Each file when it is chosen. */
const files = import.meta.glob<string>('./templates/*/*.md', { query: '?raw', import: 'default' })

/** The first text of a document that begins with this template, in the reader's language (English where that has none). Loaded when first needed. */
export async function readTemplate(id: TemplateId, locale: Locale, today: Date): Promise<ImportedText> {
  const load = files[`./templates/${locale}/${id}.md`] ?? files[`./templates/en/${id}.md`]
  const read = load ? fromMarkdown(datedText(await load(), today)) : null
  if (!read?.ok) throw new Error(`there is no template ${id}`)
  return importedText(read.value, '')
}
