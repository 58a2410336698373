import { type FormEvent, useEffect, useRef, useState } from 'react'
import { classes } from '../design/classes'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Avatar } from '../design/people/Avatar'
import { WelcomeRing } from '../design/people/WelcomeRing'
import { Icon } from '../design/signs/Icon'
import { Wordmark } from '../design/signs/Mark'
import { usePhone } from '../design/useMedia'
import { t } from '../words/words'
import { cleanName } from '../workspace/names'
import styles from './Welcome.module.css'

export interface WelcomeProps {
  /** What people called this person last; '' at the first time. */
  name: string
  /** Makes the workspace. Rejects with words. */
  onMake: (myName: string, group: string) => Promise<void>
  /** Opens what was pasted; an answer is why not. */
  onInvitation: (pasted: string, myName: string) => string | null
  onExample: () => Promise<void>
  onFile: (file: File) => Promise<string | null>
  /** Begun from the home screen, where the browser gives an app a place of its own: whoever has a group in the browser does not see it here. */
  isApart?: boolean
  /** Warms up what the next step needs. */
  onWarm: () => void
  /** Straight to the group's name: this person is known here already. */
  begins?: Step
  onCancel?: () => void
}
type Step = 'name' | 'group' | 'invitation' | 'bring'

/** The first minute: a name, a group, and the cursor is in a document. */
export function Welcome(props: WelcomeProps) {
  const { onMake, onInvitation, onExample, onFile, onWarm, onCancel } = props
  const isPhone = usePhone()
  const [step, setStep] = useState<Step>(props.begins ?? 'name')
  const [name, setName] = useState(props.name)
  const [group, setGroup] = useState('')
  const [pasted, setPasted] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState<Step | 'example' | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const clean = cleanName(name)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field of the new step takes the focus
  useEffect(() => {
    // A keyboard that rises by itself would cover half of a phone's first picture.
    if (!isPhone || step !== 'name') field.current?.focus()
  }, [step])

  function go(next: Step) {
    if (clean === '' && next === 'group') {
      setError(t('home.nameMissing'))
      field.current?.focus()
      return
    }
    setError(null)
    setStep(next)
    onWarm()
  }
  async function attempt(what: Step | 'example', act: () => Promise<void>) {
    setBusy(what)
    setError(null)
    try {
      await act()
    } catch (cause) {
      setError(t('home.makeFailed', { reason: cause instanceof Error ? cause.message : '' }))
    } finally {
      setBusy(null)
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (step === 'name') return go('group')
    if (step === 'invitation' || step === 'bring') return setError(onInvitation(pasted, clean))
    if (cleanName(group) === '') {
      setError(t('home.groupMissing'))
      field.current?.focus()
      return
    }
    void attempt('group', () => onMake(clean, cleanName(group)))
  }
  function back() {
    setError(null)
    if (props.begins !== undefined && step === props.begins) onCancel?.()
    else setStep('name')
  }

  return (
    <div className={styles.welcome}>
      <header className={styles.table}>
        <div className={styles.mark}>
          <Wordmark size={isPhone ? 23 : 25} />
        </div>
        <WelcomeRing size={isPhone ? 230 : 510} name={isPhone ? '' : clean} taken={clean !== ''}>
          <h1 className={styles.tagline}>{t('home.tagline')}</h1>
        </WelcomeRing>
      </header>
      <main className={styles.side} id="main" tabIndex={-1}>
        <div className={styles.column}>
          <p className={styles.promise}>{t(isPhone ? 'home.promiseShort' : 'home.promise')}</p>
          <form onSubmit={submit} noValidate className={styles.form}>
            {step === 'name' && (
              <Field
                ref={field}
                large
                label={t('home.name')}
                hint={t(isPhone ? 'home.nameHelpShort' : 'home.nameHelp')}
                error={error}
                value={name}
                onChange={(event) => {
                  setName(event.target.value)
                  setError(null)
                }}
                start={<Avatar person={{ name: clean, colour: null }} size={28} />}
                autoComplete="given-name"
                autoCapitalize="words"
                enterKeyHint="next"
                maxLength={60}
                name="name"
              />
            )}
            {step === 'group' && (
              <Field
                ref={field}
                large
                label={t('home.group')}
                hint={t('home.groupHelp')}
                error={error}
                value={group}
                onChange={(event) => {
                  setGroup(event.target.value)
                  setError(null)
                }}
                autoComplete="organization"
                enterKeyHint="go"
                maxLength={120}
                name="group"
              />
            )}
            {(step === 'invitation' || step === 'bring') && (
              <Field
                ref={field}
                large
                label={t(step === 'bring' ? 'home.bringPaste' : 'home.paste')}
                hint={t(step === 'bring' ? 'home.bringHelp' : 'home.pasteHelp')}
                error={error}
                value={pasted}
                onChange={(event) => {
                  setPasted(event.target.value)
                  setError(null)
                }}
                autoComplete="off"
                autoCorrect="off"
                spellCheck={false}
                enterKeyHint="go"
                dir="ltr"
                name="invitation"
              />
            )}
            <div className={styles.buttons}>
              {step === 'name' && (
                <>
                  <Button kind="main" wide type="submit" className={styles.big} onPointerEnter={onWarm} onFocus={onWarm}>
                    {t('home.make')}
                  </Button>
                  <Button kind="line" wide className={styles.big} icon={isPhone ? 'scan' : 'link'} onClick={() => go('invitation')} onPointerEnter={onWarm}>
                    {t('home.open')}
                  </Button>
                </>
              )}
              {step === 'group' && (
                <Button kind="main" wide type="submit" className={styles.big} busy={busy === 'group'}>
                  {t('home.begin')}
                </Button>
              )}
              {(step === 'invitation' || step === 'bring') && (
                <Button kind="main" wide type="submit" className={styles.big}>
                  {t('home.pasteDo')}
                </Button>
              )}
              {step !== 'name' && (
                <Button kind="quiet" wide className={styles.big} onClick={back}>
                  {t('home.back')}
                </Button>
              )}
              {(step === 'invitation' || step === 'bring') && (
                <>
                  <Button kind="quiet" wide onClick={() => file.current?.click()}>
                    {t('home.bringFile')}
                  </Button>
                  <input
                    ref={file}
                    type="file"
                    hidden
                    aria-label={t('home.bringFile')}
                    onChange={(event) => {
                      const [chosen] = event.target.files ?? []
                      if (chosen) void onFile(chosen).then(setError)
                      event.target.value = ''
                    }}
                  />
                </>
              )}
            </div>
          </form>
          {step === 'name' && props.isApart && (
            <button type="button" className={classes(styles.example, styles.bring)} onClick={() => go('bring')}>
              <Icon name="devices" size={22} />
              <span className={styles.exampleWords}>
                <span className={styles.exampleTitle}>{t('home.bring')}</span>
                <span className={styles.exampleLine}>{t('home.bringLine')}</span>
              </span>
              <Icon name="caretRight" size={16} />
            </button>
          )}
          {step === 'name' && (
            <button
              type="button"
              className={styles.example}
              disabled={busy !== null}
              onClick={() => void attempt('example', onExample)}
              onPointerEnter={onWarm}
            >
              <Icon name="example" size={22} className={styles.book} />
              <span className={styles.exampleWords}>
                <span className={styles.exampleTitle}>{t('home.example')}</span>
                <span className={styles.exampleLine}>{busy === 'example' ? t('home.opening') : t('home.exampleLine')}</span>
              </span>
              <Icon name="caretRight" size={16} className={styles.caret} />
            </button>
          )}
        </div>
      </main>
    </div>
  )
}
