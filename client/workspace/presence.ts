import { cleanName } from './names'

/**
 * Who is here, from presence (pure). States come from others: whatever is not as agreed is left out. A name and a colour
 * in a state are claims; where the records know the device, the records' word counts.
 */

export interface PresenceState {
  readonly person: { readonly name: string; readonly colour: number; readonly device: string }
  /** The document that this person has open, hex; null: none. */
  readonly at: string | null
}

/** What the records know of a device. */
export interface KnownDevice {
  readonly personId: string
  readonly name: string
  readonly colour: number
  readonly isMe: boolean
}

export interface HerePerson {
  readonly id: string
  readonly name: string
  readonly colour: number
  readonly isMe: boolean
  /** Documents open on any of this person's devices, without doubles. */
  readonly at: readonly string[]
}

export function readPresence(state: unknown): PresenceState | null {
  if (typeof state !== 'object' || state === null) return null
  const { person, at } = state as { person?: unknown; at?: unknown }
  if (typeof person !== 'object' || person === null) return null
  const { name, colour, device } = person as { name?: unknown; colour?: unknown; device?: unknown }
  if (typeof name !== 'string' || typeof device !== 'string' || !/^[0-9a-f]{32,64}$/.test(device)) return null
  const clean = cleanName(name)
  if (clean === '') return null
  const number = typeof colour === 'number' && Number.isInteger(colour) && colour >= 0 ? colour : 0
  return { person: { name: clean, colour: number, device }, at: typeof at === 'string' && /^[0-9a-f]{32}$/.test(at) ? at : null }
}

/** One line per person, however many devices and tabs; me first, then by name. */
export function whoIsHere(states: Iterable<unknown>, known: (device: string) => KnownDevice | null, locale = 'en'): HerePerson[] {
  const people = new Map<string, { person: Omit<HerePerson, 'at'>; at: Set<string> }>()
  for (const raw of states) {
    const state = readPresence(raw)
    if (state === null) continue
    const who = known(state.person.device)
    const id = who?.personId ?? state.person.device
    const found = people.get(id) ?? {
      person: { id, name: who?.name ?? state.person.name, colour: who?.colour ?? state.person.colour, isMe: who?.isMe ?? false },
      at: new Set<string>(),
    }
    if (state.at !== null) found.at.add(state.at)
    people.set(id, found)
  }
  const { compare } = new Intl.Collator(locale)
  return [...people.values()]
    .map(({ person, at }) => ({ ...person, at: [...at] }))
    .sort((a, b) => Number(b.isMe) - Number(a.isMe) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
