import { useState } from 'react'
import { TextArea } from '../../design/controls/Field'
import { t } from '../../words/words'
import { FactsForm, type FactsProps, factOf } from './FactsForm'

/** What a picture shows, for whoever does not see it. */
export function PictureDialog(props: FactsProps) {
  const [alt, setAlt] = useState(factOf(props, 'alt'))
  return (
    <FactsForm {...props} type="image" title={t('documents.pictureAsk')} facts={() => ({ alt: alt.trim().slice(0, 1000) })}>
      <TextArea label={t('documents.pictureWords')} hint={t('documents.pictureHelp')} value={alt} rows={3} onChange={(event) => setAlt(event.target.value)} />
    </FactsForm>
  )
}
