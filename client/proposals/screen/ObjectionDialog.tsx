import '../../words/later/proposals'
import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Choices } from '../../design/controls/Choices'
import { Field, TextArea } from '../../design/controls/Field'
import { Dialog } from '../../design/layers/Dialog'
import { t } from '../../words/words'
import styles from './ObjectionDialog.module.css'
import { WordsChanged } from './WordsChanged'

export interface Objecting {
  readonly harm: string
  readonly whom: string
  /** The passage as it stands, and as this person could live with it; null: no other words. */
  readonly words: { readonly before: string; readonly after: string } | null
  /** [D2] The closings that could be seen when this was begun. */
  readonly knew: readonly string[]
}

export interface ObjectionDialogProps {
  readonly title: string
  /** Whose words answer here. */
  readonly proposer: string
  /** The passages of the text, one a block. */
  readonly passages: readonly string[]
  /** Of the round, as they come. */
  readonly closings: readonly string[]
  readonly onSign: (objecting: Objecting) => Promise<string | null>
  readonly onClose: () => void
}

const SHORT = 140

/** What would go wrong, for whom; and then the words with which one could live. */
export function ObjectionDialog({ title, proposer, passages, closings, onSign, onClose }: ObjectionDialogProps) {
  const [harm, setHarm] = useState('')
  const [whom, setWhom] = useState('')
  const [at, setAt] = useState<string | null>(passages.length === 1 ? '0' : null)
  const [after, setAfter] = useState<string | null>(null)
  const [wrong, setWrong] = useState<{ harm?: string; whom?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  // A closing that comes while somebody writes was unknown to what they write.
  const [knew] = useState(closings)
  const first = useRef<HTMLTextAreaElement>(null)
  const legend = useId()
  const before = at === null ? null : (passages[Number(at)] ?? null)
  const isChanged = before !== null && after !== null && after.trim() !== '' && after.trim() !== before.trim()

  const sign = async (withWords: boolean) => {
    const missing = {
      ...(harm.trim() === '' ? { harm: t('proposals.objection.harmMissing') } : {}),
      ...(whom.trim() === '' ? { whom: t('proposals.objection.whomMissing') } : {}),
    }
    setWrong(missing)
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    const words = withWords && isChanged ? { before: before.trim(), after: after.trim() } : null
    const refused = await onSign({ harm: harm.trim(), whom: whom.trim(), words, knew })
    setBusy(false)
    if (refused === null) onClose()
    else setWrong({ all: refused })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void sign(isChanged)
  }

  return (
    <Dialog open onClose={onClose} width="wide" title={t('design.position.objection')} description={<span dir="auto">{title}</span>} focusFirst={first}>
      <form className={styles.form} onSubmit={submit}>
        <TextArea
          ref={first}
          label={t('proposals.objection.harm')}
          value={harm}
          rows={2}
          maxLength={20000}
          error={wrong.harm}
          onChange={(event) => setHarm(event.target.value)}
        />
        <Field
          label={t('proposals.objection.whom')}
          voice="people"
          value={whom}
          maxLength={400}
          error={wrong.whom}
          onChange={(event) => setWhom(event.target.value)}
        />
        <section className={styles.words} aria-labelledby={legend}>
          <h3 id={legend} className={styles.title}>
            {t('proposals.objection.change')}
          </h3>
          {before === null ? (
            <div className={styles.passages}>
              <Choices
                label={t('proposals.objection.where')}
                value={at}
                onChange={(value) => {
                  setAt(value)
                  setAfter(passages[Number(value)] ?? '')
                }}
                options={passages.map((passage, index) => ({
                  value: String(index),
                  title: passage.length > SHORT ? `${passage.slice(0, SHORT)}…` : passage,
                  voice: 'people' as const,
                }))}
              />
            </div>
          ) : (
            <>
              <TextArea
                label={t('proposals.objection.change')}
                hideLabel
                rows={3}
                value={after ?? before}
                maxLength={20000}
                onChange={(event) => setAfter(event.target.value)}
                hint={t('proposals.objection.together', { name: proposer })}
              />
              {isChanged && <WordsChanged before={before} after={after} />}
              {passages.length > 1 && (
                <span>
                  <Button
                    small
                    kind="quiet"
                    onClick={() => {
                      setAt(null)
                      setAfter(null)
                    }}
                  >
                    {t('proposals.objection.elsewhere')}
                  </Button>
                </span>
              )}
            </>
          )}
        </section>
        {wrong.all && (
          <p className={styles.wrong} role="alert">
            {wrong.all}
          </p>
        )}
        <div className={styles.actions}>
          {isChanged ? (
            <>
              <Button kind="main" type="submit" busy={busy}>
                {t('proposals.objection.signWith')}
              </Button>
              <Button kind="quiet" onClick={() => void sign(false)}>
                {t('proposals.objection.signWithout')}
              </Button>
            </>
          ) : (
            <Button kind="main" type="submit" busy={busy}>
              {t('proposals.objection.signWithout')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
