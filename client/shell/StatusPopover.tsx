import { type ReactElement, useState } from 'react'
import { Popover } from '../design/layers/Popover'
import { WhereWordsAre, WhereWordsButton } from '../design/signs/WhereWordsAre'
import { WordsPanel } from '../design/signs/WordsPanel'
import type { WordsStatus } from '../design/signs/whereWords'
import { t } from '../words/words'
import { wordsStatus } from '../workspace/status'
import { useStore } from '../workspace/useStore'
import { titleWords } from '../workspace/who'
import { carryUnsent, saveBackup } from './files'
import styles from './StatusPopover.module.css'
import { useLastExchange } from './useLastExchange'
import { useShell } from './useShell'

/** The sign, and behind it the panel: each place by itself, what "sent" means, what can be done. */
export function StatusPopover({ button, placement = 'bottom-end' }: { button: ReactElement; placement?: 'bottom-end' | 'top-start' }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover button={button} label={t('shell.where')} placement={placement} open={open} onOpenChange={setOpen}>
      <StatusPanel onDone={() => setOpen(false)} />
    </Popover>
  )
}

/** The same for everything that this device holds. */
export function StatusPanel({ onDone }: { onDone: () => void }) {
  const { workspace, session, show } = useShell()
  const status = useStore(workspace.status)
  const listings = useStore(workspace.documents)
  const exchange = useLastExchange()
  const unsentIn = listings.filter(({ doc }) => status.unsentByDocument.has(doc)).map(({ title }) => titleWords(title))
  const act = (what: () => void) => () => {
    onDone()
    what()
  }
  return (
    <WordsPanel
      status={wordsStatus(status)}
      unsentIn={unsentIn.slice(0, 4)}
      lastExchange={exchange}
      onCarry={act(() => void carryUnsent(workspace))}
      onTry={() => session.replica.tryNow()}
      onSaveCopy={act(() => void saveBackup(workspace))}
      onOtherRelay={workspace.mayWrite ? act(() => show({ kind: 'relays' })) : undefined}
    />
  )
}

/** The button of the top bar. It changes with each letter, so it follows the status itself: what stands around it is not drawn anew. */
export function StatusButton({ short = false }: { short?: boolean }) {
  const status = useWords()
  return <StatusPopover button={<WhereWordsButton status={status} short={short} {...(short && styles.flush ? { className: styles.flush } : {})} />} />
}

/** The sign alone, in few words. */
export function StatusSign() {
  return <WhereWordsAre status={useWords()} short />
}

const useWords = (): WordsStatus => wordsStatus(useStore(useShell().workspace.status))
