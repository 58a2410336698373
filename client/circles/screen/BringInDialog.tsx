import { type ChangeEvent, useState } from 'react'
import { Button } from '../../design/controls/Button'
import { Dialog } from '../../design/layers/Dialog'
import { useToast } from '../../design/layers/Toast'
import { formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import { useWorkspace } from '../../workspace/useWorkspace'
import { bringInRoles } from '../exchange/bringInRoles'
import { type CsvRefusal, ROWS_MOST, readCsv } from '../exchange/csv'
import { COLUMNS, type LineProblem, type Plan, type Read, readRoleTable } from '../exchange/roleTable'
import { chartOf } from '../openChart'
import type { UsedChart } from '../useChart'
import styles from './Forms.module.css'

/** What was read: a plan and what is wrong, or why nothing could be read. */
type Seen = { readonly read: Read; readonly isOldEncoding: boolean } | { readonly refused: CsvRefusal } | null

const REFUSED = {
  'too big': 'circles.in.tooBig',
  'too many rows': 'circles.in.tooManyRows',
  'not text': 'circles.in.notText',
  empty: 'circles.in.isEmpty',
} as const

/** Problems that are listed; more of them say no more. */
const SHOWN = 20

/** A table of circles and roles: what it would do, line by line what is wrong with it; all of it, or nothing. */
export function BringInDialog({ chart, onClose }: { chart: UsedChart; onClose: () => void }) {
  const { people } = useWorkspace()
  const toast = useToast()
  const [seen, setSeen] = useState<Seen>(null)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (!file) return
    const table = readCsv(new Uint8Array(await file.arrayBuffer()))
    setSeen(
      table.ok ? { read: readRoleTable(table.value, chartOf(chart.state), people.get()), isOldEncoding: table.value.isOldEncoding } : { refused: table.reason },
    )
  }
  const bring = async (plan: Plan) => {
    onClose()
    const already = await chart.edit((ydoc) => bringInRoles(ydoc, plan, people.get(), chart.roll.today))
    const done = t('circles.in.done', { count: plan.counts.lines })
    toast({ text: already > 0 ? `${done} ${t('circles.in.already', { count: already })}` : done })
  }
  const plan = seen && 'read' in seen ? seen.read.plan : null
  const problems = seen && 'read' in seen ? seen.read.problems : []
  return (
    <Dialog open onClose={onClose} title={t('circles.in.title')} description={t('circles.in.line')} width="wide">
      <div className={styles.form}>
        <label className={styles.file}>
          <span>{t('circles.in.file')}</span>
          <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void take(event)} />
        </label>
        {seen === null && (
          <p className={styles.hint}>
            {t('circles.in.columns')} <code>{COLUMNS.join(', ')}</code>
          </p>
        )}
        {seen && 'refused' in seen && (
          <p className={styles.wrong} role="alert">
            {t(REFUSED[seen.refused], { most: formatNumber(ROWS_MOST) })}
          </p>
        )}
        {problems.length > 0 && (
          <div role="alert">
            <p className={styles.wrong}>{t('circles.in.nothing', { count: new Set(problems.map(({ line }) => line)).size })}</p>
            <ul className={styles.problems}>
              {problems.slice(0, SHOWN).map(({ line, problem }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change
                <li key={at}>{t('circles.in.problem', { line, what: problemWords(problem) })}</li>
              ))}
              {problems.length > SHOWN && <li>{t('circles.in.more', { count: problems.length - SHOWN })}</li>}
            </ul>
          </div>
        )}
        {plan && (
          <div role="status">
            <p className={styles.hint}>{t('circles.in.would', plan.counts)}</p>
            {plan.counts.known > 0 && <p className={styles.hint}>{t('circles.in.known', { count: plan.counts.known })}</p>}
            {plan.counts.kept > 0 && <p className={styles.hint}>{t('circles.in.kept', { count: plan.counts.kept })}</p>}
            {seen && 'read' in seen && seen.isOldEncoding && <p className={styles.hint}>{t('circles.in.oldEncoding')}</p>}
          </div>
        )}
        <div className={styles.actions}>
          <Button kind="main" disabledReason={plan ? undefined : t('circles.in.chooseFirst')} onClick={() => plan && void bring(plan)}>
            {t('circles.in.do')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('circles.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function problemWords(problem: LineProblem): string {
  switch (problem.what) {
    case 'no circle column':
      return t('circles.in.noCircleColumn')
    case 'no circle':
      return t('circles.in.noCircle')
    case 'unknown circle':
      return t('circles.in.unknownCircle', { name: problem.name })
    case 'inside itself':
      return t('circles.in.insideItself', { name: problem.name })
    case 'no day':
      return t('circles.in.noDay', { text: problem.text })
    case 'ends before it begins':
      return t('circles.in.endsBefore')
    case 'holder without role':
      return t('circles.in.holderWithoutRole')
    case 'two circles of that name':
      return t('circles.in.twoCircles', { name: problem.name })
    case 'open quote':
      return t('circles.in.openQuote')
    case 'two columns':
      return t('circles.in.twoColumns', { name: problem.name })
    case 'too many cells':
      return t('circles.in.tooManyCells')
    case 'no mandate':
      return t('circles.in.noMandate', { text: problem.text })
    case 'two mandates':
      return t('circles.in.twoMandates', { name: problem.name })
    case 'two places':
      return t('circles.in.twoPlaces', { name: problem.name })
    case 'too long':
      return t('circles.in.tooLong', { name: problem.name })
    case 'no such how':
      return t('circles.in.noHow', { text: problem.text })
    case 'beside nobody':
      return t('circles.in.besideNobody', { name: problem.name })
    case 'said twice':
      return t('circles.in.saidTwice', { name: problem.name })
  }
}
