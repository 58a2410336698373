import type { Version } from './historyDocument'

/**
 * Which automatic versions are too many by now (pure): of the last two hours all stay, of the last day the newest
 * of each hour, of the last month that of each day, of the last year that of each week, then of each month. Whatever has a name, or another reason to be
 * kept, stays. What is gone once would be gone in every later thinning too, so the order of devices does not matter much.
 */
const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const STEPS: readonly { readonly until: number; readonly each: number }[] = [
  { until: 2 * HOUR, each: 1 },
  { until: DAY, each: HOUR },
  { until: 31 * DAY, each: DAY },
  { until: 366 * DAY, each: 7 * DAY },
  { until: Number.POSITIVE_INFINITY, each: 30 * DAY },
]

export const isKept = (version: Version): boolean => version.name !== null || version.cause !== 'automatic' || version.kept.length > 0

/** The ids that go. Slots lie on fixed times, so that two devices choose alike. The newest version of all always stays. */
export function thinned(versions: readonly Version[], now: number): string[] {
  const newestFirst = [...versions].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const taken = new Set<string>()
  const gone: string[] = []
  for (const version of newestFirst) {
    const age = now - version.at
    const { each } = STEPS.find(({ until }) => age < until) ?? { each: 30 * DAY }
    const slot = `${each}/${Math.floor(version.at / each)}`
    if (taken.has(slot) && !isKept(version)) gone.push(version.id)
    taken.add(slot)
  }
  return gone
}
