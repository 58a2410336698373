import { ok, type Result, refuse } from '../../shared/result'
import { formatBytes } from '../words/formats'
import { t } from '../words/words'
import { emptyPage } from '../workspace/seedText'

/** A file that somebody has, as the first text of a document; or why not, in words. */
export interface ImportedText {
  readonly title: string
  /** Yjs V1. */
  readonly update: Uint8Array
}

/** Bytes; a longer text would not travel in one frame. */
const MOST = 4 * 1024 * 1024

export async function importText(file: File): Promise<Result<ImportedText>> {
  if (file.size === 0) return refuse(t('home.import.empty'))
  if (file.size > MOST) return refuse(t('home.import.tooLarge', { size: formatBytes(file.size), most: formatBytes(MOST) }))
  const title = file.name.replace(/\.[^.]+$/, '')
  return ok({ title, update: emptyPage(title) })
}
