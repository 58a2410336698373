import { Chip, PersonChip } from '../../design/controls/Chip'
import { Field } from '../../design/controls/Field'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { type Chart, type Holder, holderText, NAME_LENGTH } from '../chart/chart'
import { addPerson } from '../chart/edits'
import type { UsedChart } from '../useChart'
import styles from './Forms.module.css'

/** Nobody was chosen yet; somebody the chart or the workspace knows; a name that is new. */
export type Who = { readonly kind: 'nobody' } | { readonly kind: 'known'; readonly holder: Holder } | { readonly kind: 'new'; readonly name: string }
export const NOBODY: Who = { kind: 'nobody' }

export interface WhoFieldProps {
  readonly label: string
  readonly chart: Chart
  readonly value: Who
  readonly onChange: (who: Who) => void
  /** Nobody may be a choice of its own. */
  readonly none?: string
}

/** A member, a name that is on the chart already, or somebody else by name. */
export function WhoField({ label, chart, value, onChange, none }: WhoFieldProps) {
  const { people } = useWorkspace()
  const { members, me } = useStore(people)
  const chosen = value.kind === 'known' ? holderText(value.holder) : null
  const names = [...chart.people.values()]
    .map((person, at) => ({ ...person, colour: members.length + at }))
    .filter(({ off, confirmedBy }) => !off && confirmedBy === null)
  const choose = (holder: Holder) => onChange({ kind: 'known', holder })
  const inOrder = [...members].sort((a, b) => Number(b.isMe) - Number(a.isMe))
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={styles.chips}>
        {inOrder.map((member) => {
          const device = member.devices.find(({ isLost }) => !isLost)?.id ?? member.id
          const isChosen = value.kind === 'known' && value.holder.kind === 'member' && people.get().ofDevice(value.holder.device)?.id === member.id
          return (
            <PersonChip
              key={member.id}
              person={member}
              words={member.id === me?.id ? t('circles.you') : undefined}
              chosen={isChosen}
              onToggle={() => choose({ kind: 'member', device })}
            />
          )
        })}
        {names.map(({ id, name, colour }) => (
          <PersonChip
            key={id}
            person={{ name, colour }}
            chosen={chosen === holderText({ kind: 'name', person: id })}
            onToggle={() => choose({ kind: 'name', person: id })}
          />
        ))}
        <Chip chosen={value.kind === 'new'} onToggle={() => onChange({ kind: 'new', name: '' })}>
          {t('circles.somebodyElse')}
        </Chip>
        {none !== undefined && (
          <Chip chosen={value.kind === 'nobody'} onToggle={() => onChange(NOBODY)}>
            {none}
          </Chip>
        )}
      </div>
      {value.kind === 'new' && (
        <Field
          label={t('circles.somebodyName')}
          hint={t('circles.somebodyHint')}
          voice="people"
          value={value.name}
          maxLength={NAME_LENGTH}
          onChange={({ target }) => onChange({ kind: 'new', name: target.value })}
        />
      )}
    </fieldset>
  )
}

/** Who that is on the chart; a new name is put on it. null: nobody. */
export async function holderFrom(who: Who, edit: UsedChart['edit']): Promise<Holder | null> {
  if (who.kind === 'known') return who.holder
  if (who.kind === 'nobody' || who.name.trim() === '') return null
  return { kind: 'name', person: await edit((ydoc) => addPerson(ydoc, who.name.trim())) }
}
export const isNobody = (who: Who): boolean => who.kind === 'nobody' || (who.kind === 'new' && who.name.trim() === '')
