import { useState } from 'react'
import { Field } from '../../design/controls/Field'
import { t } from '../../words/words'
import { isDay } from '../schema/attributes'
import { FactsForm, type FactsProps, factOf } from './FactsForm'

/** Until when a horizon looks. */
export function HorizonDialog(props: FactsProps) {
  const [day, setDay] = useState(factOf(props, 'until'))
  return (
    <FactsForm {...props} type="horizon" title={t('documents.horizonAsk')} facts={() => ({ until: isDay(day) ? day : null })}>
      <Field label={t('documents.horizonUntil')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
    </FactsForm>
  )
}
