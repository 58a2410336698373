import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Chip } from '../../design/controls/Chip'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import { type Circle, MAY, NAME_LENGTH, TEXT_LENGTH } from '../chart/chart'
import { addCircle, changeCircle } from '../chart/edits'
import { inOrder } from '../chart/roll'
import { mayWord } from '../circleWords'
import type { UsedChart } from '../useChart'
import styles from './Forms.module.css'
import { Until } from './Until'

/** Three months, half a year, a year. */
const DAYS = [91, 182, 365] as const

export interface CircleDialogProps {
  readonly chart: UsedChart
  /** null: a new one. */
  readonly circle: Circle | null
  /** Of a new one; null: at the top. */
  readonly parent: string | null
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** What a circle is for, what it may do, until when. A name is enough. */
export function CircleDialog({ chart, circle, parent, onClose, onMade }: CircleDialogProps) {
  const { roll, edit } = chart
  const [name, setName] = useState(circle?.name ?? '')
  const [purpose, setPurpose] = useState(circle?.purpose ?? '')
  const [may, setMay] = useState(circle?.may ?? 'decide')
  const [alone, setAlone] = useState(circle?.alone.join('\n') ?? '')
  const [upTo, setUpTo] = useState(circle?.upTo ?? '')
  const [until, setUntil] = useState(circle?.until ?? null)
  const [inside, setInside] = useState(parent)
  const [wrong, setWrong] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const others = inOrder(roll.circles)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      field.current?.focus()
      return setWrong(t('circles.nameMissing'))
    }
    const words = { name: name.trim(), purpose: purpose.trim(), may, alone: alone.split('\n'), upTo: upTo.trim(), until }
    onClose()
    if (circle) await edit((ydoc) => changeCircle(ydoc, circle.id, words))
    else onMade(await edit((ydoc) => addCircle(ydoc, inside, words)))
  }
  return (
    <Dialog open onClose={onClose} title={circle ? t('circles.editTitle', { name: circle.name }) : t('circles.newTitle')} width="wide" focusFirst={field}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field
          ref={field}
          label={t('circles.name')}
          error={wrong}
          voice="people"
          value={name}
          maxLength={NAME_LENGTH}
          onChange={({ target }) => {
            setName(target.value)
            setWrong(null)
          }}
        />
        <Field
          label={t('circles.purpose')}
          hint={t('circles.purposeHint')}
          voice="people"
          value={purpose}
          maxLength={TEXT_LENGTH}
          onChange={({ target }) => setPurpose(target.value)}
        />
        {!circle && others.length > 0 && (
          <fieldset className={styles.group}>
            <legend>{t('circles.in')}</legend>
            <div className={styles.chips}>
              {others.map(({ circle: { id, name: called } }) => (
                <Chip key={id} voice="people" chosen={inside === id} onToggle={() => setInside(id)}>
                  {called}
                </Chip>
              ))}
              <Chip chosen={inside === null} onToggle={() => setInside(null)}>
                {t('circles.top')}
              </Chip>
            </div>
          </fieldset>
        )}
        <fieldset className={styles.group}>
          <legend>{t('circles.may')}</legend>
          <div className={styles.chips}>
            {MAY.map((each) => (
              <Chip key={each} chosen={may === each} onToggle={() => setMay(each)}>
                {mayWord(each)}
              </Chip>
            ))}
          </div>
        </fieldset>
        {may === 'decide' && (
          <div className={styles.pair}>
            <TextArea
              label={t('circles.aloneLabel')}
              hint={t('circles.linesHint')}
              voice="people"
              rows={2}
              value={alone}
              maxLength={TEXT_LENGTH}
              onChange={({ target }) => setAlone(target.value)}
            />
            <Field
              label={t('circles.upTo')}
              hint={t('circles.upToHint')}
              voice="people"
              value={upTo}
              maxLength={NAME_LENGTH}
              onChange={({ target }) => setUpTo(target.value)}
            />
          </div>
        )}
        <Until label={t('circles.untilLabel')} today={roll.today} value={until} onChange={setUntil} days={DAYS} none={t('circles.untilNone')} />
        <div className={styles.actions}>
          <Button kind="main" type="submit">
            {circle ? t('circles.save') : t('circles.make')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('circles.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
