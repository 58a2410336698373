/** A text as a Word document, said in the reader's language. Loaded when first needed. */
import { t } from '../../words/words'
import type { DocumentNode } from '../documentJson'
import { toDocx } from './write'

export function wordOf(doc: DocumentNode): Promise<Uint8Array> {
  return toDocx(doc, {
    watchedBy: t('documents.assumptionWho'),
    lookAgainOn: t('documents.assumptionDay'),
    wrongIf: t('documents.assumptionWrong'),
    until: t('documents.horizonUntil'),
    picture: (alt) => t('documents.picture', { alt }),
    addressOf: (id) => `${window.location.origin}${window.location.pathname}#/d/${id}`,
  })
}
