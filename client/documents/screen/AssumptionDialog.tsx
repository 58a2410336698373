import { useId, useState } from 'react'
import { Field, TextArea } from '../../design/controls/Field'
import { t } from '../../words/words'
import { isDay } from '../schema/attributes'
import { FactsForm, type FactsProps, factOf } from './FactsForm'

/** Who watches an assumption, when to look again, and what would show that it is wrong. */
export function AssumptionDialog({ names, ...props }: FactsProps & { names: readonly string[] }) {
  const list = useId()
  const [watchedBy, setWatchedBy] = useState(factOf(props, 'watchedBy'))
  const [day, setDay] = useState(factOf(props, 'lookAgainOn'))
  const [wrongIf, setWrongIf] = useState(factOf(props, 'wrongIf'))
  return (
    <FactsForm
      {...props}
      type="assumption"
      title={t('documents.assumptionAsk')}
      facts={() => ({ watchedBy: watchedBy.trim(), lookAgainOn: isDay(day) ? day : null, wrongIf: wrongIf.trim() })}
    >
      <Field label={t('documents.assumptionWho')} voice="people" list={list} value={watchedBy} onChange={(event) => setWatchedBy(event.target.value)} />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field label={t('documents.assumptionDay')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      <TextArea label={t('documents.assumptionWrong')} value={wrongIf} rows={2} onChange={(event) => setWrongIf(event.target.value)} />
    </FactsForm>
  )
}
