import { useStore } from '../workspace/useStore'
import { nameOf } from '../workspace/who'
import { useShell } from './useShell'

/** When words of somebody else last came, and whose; null: never yet. */
export function useLastExchange(): { readonly at: number; readonly name: string } | null {
  const { workspace } = useShell()
  const { lastExchange } = useStore(workspace.status)
  const people = useStore(workspace.people)
  if (lastExchange === null) return null
  const who = people.ofAuthor(lastExchange.author)
  return { at: lastExchange.at, name: nameOf(who) }
}
