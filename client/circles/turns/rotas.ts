import type * as Y from 'yjs'
import { toHex } from '../../../shared/bytes'
import { isDay } from '../../documents/schema/attributes'
import { addDays, daysBetween } from '../../workspace/days'
import { isId, NAME_LENGTH, TEXT_LENGTH } from '../chart/chart'

/**
 * What turns there are (pure, over the chart's Y.Doc): flat records `id/field` in the map `rotas`, like all of the chart.
 * Who has had them and who is willing are signed records (`said.ts`).
 */
export const EVERY = ['week', 'two weeks', 'month'] as const
export type Every = (typeof EVERY)[number]

export interface Rota {
  readonly id: string
  readonly name: string
  /** What whoever has it does. */
  readonly purpose: string
  /** null: of the whole workspace. */
  readonly circle: string | null
  readonly every: Every
  /** The first day. */
  readonly first: string
  readonly ended: boolean
}
export type RotaWords = Partial<Pick<Rota, 'name' | 'purpose' | 'circle' | 'every' | 'first' | 'ended'>>

const rotaMap = (ydoc: Y.Doc): Y.Map<unknown> => ydoc.getMap('rotas')

/** By name, then by id. What has no name or no first day is left out. */
export function readRotas(ydoc: Y.Doc): Rota[] {
  const map = rotaMap(ydoc)
  const ids = new Set([...map.keys()].map((key) => key.slice(0, key.indexOf('/'))).filter(isId))
  const rotas = [...ids].flatMap((id): Rota[] => {
    const text = (field: string, length: number): string => {
      const value = map.get(`${id}/${field}`)
      return typeof value === 'string' ? value.slice(0, length).trim() : ''
    }
    const name = text('name', NAME_LENGTH)
    const first = text('first', 10)
    if (name === '' || !isDay(first)) return []
    const circle = text('circle', 32)
    return [
      {
        id,
        name,
        purpose: text('purpose', TEXT_LENGTH),
        circle: isId(circle) ? circle : null,
        every: EVERY.find((every) => every === text('every', 20)) ?? 'week',
        first,
        ended: map.get(`${id}/ended`) === true,
      },
    ]
  })
  return rotas.sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))
}

export function addRota(ydoc: Y.Doc, words: RotaWords & { readonly name: string; readonly first: string }): string {
  const id = toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)))
  changeRota(ydoc, id, words)
  return id
}
export function changeRota(ydoc: Y.Doc, id: string, words: RotaWords): void {
  ydoc.transact(() => {
    const map = rotaMap(ydoc)
    for (const [field, value] of Object.entries(words)) {
      if (value === undefined) continue
      const key = `${id}/${field}`
      if (map.get(key) !== (value ?? '')) map.set(key, value ?? '')
    }
  })
}

/** So many months later; the last day of a month that is too short. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
const nth = ({ first, every }: Pick<Rota, 'first' | 'every'>, at: number): string =>
  every === 'month' ? addMonths(first, at) : addDays(first, at * (every === 'week' ? 7 : 14))

/** The next days of a rota, from that day on, itself among them. */
export function occasionsFrom(rota: Pick<Rota, 'first' | 'every'>, day: string, count: number): string[] {
  const step = rota.every === 'month' ? 31 : rota.every === 'week' ? 7 : 14
  let at = Math.max(0, Math.floor(daysBetween(rota.first, day) / step))
  while (nth(rota, at) < day) at++
  return Array.from({ length: count }, (_, more) => nth(rota, at + more))
}
/** The last day before that one; null: it had not begun. */
export function occasionBefore(rota: Pick<Rota, 'first' | 'every'>, day: string): string | null {
  const step = rota.every === 'month' ? 31 : rota.every === 'week' ? 7 : 14
  let at = Math.max(0, Math.floor(daysBetween(rota.first, day) / step))
  while (nth(rota, at) < day) at++
  return at === 0 ? null : nth(rota, at - 1)
}
