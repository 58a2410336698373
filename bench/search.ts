import { hrtime } from 'node:process'
import type { Place } from '../client/documents/search/places'
import { SearchIndex } from '../client/documents/search/searchIndex'
import { median, percentile, type Row } from './support/report'

/** Full-text search over 1,000 documents of about 1,200 words, in four scripts: what each key of a question costs, and how long the reading takes. */

const DOCUMENTS = 1_000
const PARAGRAPHS = 24
const WORDS = 50
const BUDGET_MS = 16
const QUESTIONS = ['childcare at the door', 'reunion', 'homes we keep 617', 'الاجتماع القادم', '托儿安排', 'किरायेदार', 'street chapter lease']

/** Same words each run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const COMMON = 'the a of and to we in is for that each with by on who at it as are have street chapter meeting lease rent home assembly childcare door'.split(
  ' ',
)
const ARABIC = 'البيوت التي نحميها الاجتماع القادم شارع لجنة إيجار عادل رعاية الأطفال مستأجرون اتحاد قرار'.split(' ')
const HINDI = 'किरायेदार संघ सभा घर सड़क किराया बच्चे समिति फ़ैसला अगली'.split(' ')
const SIGNS = [...'我们保留的房屋每条街都有一个分会次议托儿安排租金公平决定下月']

/** A vocabulary of 12,000, the first ones by far the most frequent, as in any language. */
function writer(random: () => number): (script: number) => string {
  const letters = 'aeioubcdfghlmnprstv'
  const rare = Array.from({ length: 12_000 }, () =>
    Array.from({ length: 4 + Math.floor(random() * 7) }, () => letters[Math.floor(random() * letters.length)]).join(''),
  )
  const pick = <T>(from: readonly T[], fallback: T): T => from[Math.floor(random() * from.length)] ?? fallback
  const latin = () => (random() < 0.55 ? pick(COMMON, 'the') : (rare[Math.floor(random() ** 3 * rare.length)] ?? 'réunion'))
  return (script) => {
    if (script === 1) return Array.from({ length: WORDS }, () => pick(ARABIC, 'بيت')).join(' ')
    if (script === 2) return Array.from({ length: WORDS * 2 }, () => pick(SIGNS, '房')).join('')
    if (script === 3) return Array.from({ length: WORDS }, () => pick(HINDI, 'घर')).join(' ')
    return Array.from({ length: WORDS }, latin).join(' ')
  }
}

function documentAt(n: number, write: (script: number) => string): Place[] {
  const script = n % 10 < 7 ? 0 : (n % 10) - 6
  const places: Place[] = [{ block: 0, kind: 'title', text: `Homes we keep ${n}`, under: null }]
  for (let block = 1; block <= PARAGRAPHS; block++)
    places.push(
      block % 8 === 1 ? { block, kind: 'heading', text: write(script).slice(0, 40), under: null } : { block, kind: 'text', text: write(script), under: null },
    )
  return places
}

const since = (began: bigint): number => Number(hrtime.bigint() - began) / 1e6

export async function searching(): Promise<Row[]> {
  const write = writer(chance(7))
  const texts = Array.from({ length: DOCUMENTS }, (_, n) => documentAt(n, write))
  const index = new SearchIndex()
  const before = process.memoryUsage().heapUsed
  const began = hrtime.bigint()
  texts.forEach((places, n) => {
    index.put(String(n), places)
  })
  const reading = since(began)
  const bytes = process.memoryUsage().heapUsed - before

  const keys: number[] = []
  const busy: number[] = []
  for (let round = 0; round < 3; round++) {
    for (const question of QUESTIONS) {
      for (let typed = 1; typed <= question.length; typed++) {
        const asked = hrtime.bigint()
        const used = process.cpuUsage()
        index.find(question.slice(0, typed))
        const { user, system } = process.cpuUsage(used)
        // The first round warms up.
        if (round === 0) continue
        keys.push(since(asked))
        busy.push((user + system) / 1e3)
      }
    }
  }
  const changed: number[] = []
  for (let n = 0; n < 50; n++) {
    const asked = hrtime.bigint()
    index.put(String(n), texts[n] ?? [])
    changed.push(since(asked))
  }
  const worst = percentile(keys, 0.99)
  return [
    {
      what: `search over ${DOCUMENTS.toLocaleString('en')} documents: one key, median`,
      unit: 'ms',
      here: median(keys),
    },
    {
      what: 'the same: one key, the slowest of a hundred',
      unit: 'ms',
      here: worst,
      budget: `<= ${BUDGET_MS} ms`,
      kept: worst <= BUDGET_MS,
      note: `${QUESTIONS.length} questions in four scripts, letter by letter`,
    },
    { what: 'the same: its processor time', unit: 'ms', here: percentile(busy, 0.99), note: 'of all threads, the collector of memory included' },
    { what: 'the same: reading all of them into the index', unit: 'ms', here: reading, note: 'in the worker, one after another' },
    { what: 'the same: memory', unit: 'MB', here: bytes / 1e6 },
    { what: 'the same: one document that changed', unit: 'ms', here: median(changed) },
  ]
}
