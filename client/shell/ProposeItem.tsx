import { lineagesIn } from '../copies/copies'
import { MenuItem } from '../design/layers/Menu'
import { t } from '../words/words'
import { useStore } from '../workspace/useStore'
import { useShell } from './useShell'

/** What a copy changed, to be decided on. */
export function ProposeItem({ id }: { id: string }) {
  const { workspace } = useShell()
  const lineage = useStore(lineagesIn(workspace)).get(id)
  return lineage && !lineage.closed ? (
    <MenuItem icon="proposal" href={`#/propose/${id}`}>
      {t('shell.propose')}
    </MenuItem>
  ) : null
}
