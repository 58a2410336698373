import type { DocumentRows, RelayKey } from '../../device/deviceLog'
import { addContent, type Content, isNothing, nothing, removeContent } from './content'
import { REOFFER, type RoomState } from './roomState'
import { checkUpdate } from './updateCheck'

/** What this relay ought to have, as far as this device knows: everything but what it has not acknowledged yet. */
export function held({ base, in: received, out, records }: DocumentRows, relay: RelayKey): Content {
  const all = nothing()
  const rows = [...(base ? [base] : []), ...received, ...out.filter(({ acknowledged }) => acknowledged.includes(relay))]
  for (const { update } of rows) {
    const content = checkUpdate(update)
    if (content.ok) addContent(all, content.value)
  }
  for (const { id, bytes, acknowledged } of records) if (bytes !== null && acknowledged.includes(relay)) all.records.add(id)
  return all
}

/**
 * [S2a] [S7a] Once caught up: what this device holds and the relay will not keep is missing there, and is put again.
 * `reoffer` is cleared when nothing is missing (any more). Whoever may not write does not compare. false: fenced off.
 */
export async function compare(state: RoomState): Promise<boolean> {
  const { picture, around } = state
  if (picture.mustCompare) {
    picture.mustCompare = false
    state.missing = nothing()
    if (state.maySpeak) {
      const rows = await around.log.rows(state.doc)
      const missing = held(rows, around.relay)
      removeContent(missing, picture.content())
      state.missing = state.mayEdit ? missing : { ...nothing(), records: missing.records }
    }
    // Nobody else can be there: what was made here goes at once. Else a random wait, in which others' may come first.
    const wait = state.isNew && !state.exists ? 0 : around.random() * REOFFER.waitMs
    state.offerAfter = Math.max(state.offerAfter, around.clock.now() + wait)
  }
  if (state.missing && isNothing(state.missing)) {
    state.missing = null
    if (state.cursor.reoffer) return state.setCursor({ ...state.cursor, reoffer: false })
  }
  return true
}
