/** Who changed which blocks of an open text since it was last asked: for whoever hears it rather than sees it. Only what others wrote; reads and never writes. */
import * as Y from 'yjs'
import { authorsOf } from './authors'
import { TEXT_FIELD } from './schema/schema'

export interface BlocksChanged {
  /** The device that says to have written it; null: not known (only taken away, or written before anybody said so). */
  readonly device: string | null
  readonly blocks: number
  /** The headings that they stand under, in the order of the text; null is the beginning, above the first one. */
  readonly under: readonly (string | null)[]
}
export interface ChangeWatch {
  /** What changed since this was called last, and begins anew. */
  take(): BlocksChanged[]
  stop(): void
}

export function watchChanges(ydoc: Y.Doc): ChangeWatch {
  const fragment = ydoc.getXmlFragment(TEXT_FIELD)
  /** Top blocks, and the clients that wrote in them; an empty set: somebody took words away. */
  let changed = new Map<Y.XmlElement, Set<number>>()

  const onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.local) return
    for (const type of transaction.changed.keys() as Iterable<unknown>) {
      const touched = type === fragment ? newBlocks(fragment, transaction) : [topBlockOf(type, fragment)]
      for (const block of touched) {
        if (!block) continue
        const clients = changed.get(block) ?? new Set()
        for (const client of writersIn(block, transaction)) clients.add(client)
        changed.set(block, clients)
      }
    }
  }
  ydoc.on('afterTransaction', onTransaction)
  return {
    take() {
      const before = changed
      changed = new Map()
      return summary(fragment, before, authorsOf(ydoc))
    },
    stop: () => ydoc.off('afterTransaction', onTransaction),
  }
}

/** What was written by this transaction. */
const isNew = (item: Y.Item | null, { beforeState }: Y.Transaction): boolean => item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)

const newBlocks = (fragment: Y.XmlFragment, transaction: Y.Transaction): Y.XmlElement[] =>
  fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && isNew(child._item, transaction))

function topBlockOf(type: unknown, fragment: Y.XmlFragment): Y.XmlElement | null {
  for (let at = type; at instanceof Y.AbstractType; at = at.parent) {
    if (at.parent === fragment) return at instanceof Y.XmlElement && at._item?.deleted === false ? at : null
  }
  return null
}

function writersIn(block: Y.XmlElement, transaction: Y.Transaction): Set<number> {
  const writers = new Set<number>()
  const walk = (first: Y.Item | null): void => {
    for (let item = first; item; item = item.right) {
      if (isNew(item, transaction)) writers.add(item.id.client)
      if (!item.deleted && item.content instanceof Y.ContentType) walk(item.content.type._start)
    }
  }
  if (block._item && isNew(block._item, transaction)) writers.add(block._item.id.client)
  walk(block._start)
  return writers
}

function summary(fragment: Y.XmlFragment, changed: ReadonlyMap<Y.XmlElement, ReadonlySet<number>>, authors: ReadonlyMap<number, string>): BlocksChanged[] {
  const byDevice = new Map<string | null, { blocks: number; under: (string | null)[] }>()
  let heading: string | null = null
  for (const block of fragment.toArray()) {
    if (!(block instanceof Y.XmlElement)) continue
    const words = block.nodeName === 'heading' ? wordsIn(block) : ''
    if (words !== '') heading = words
    const clients = changed.get(block)
    if (!clients) continue
    const devices = new Set([...clients].map((client) => authors.get(client) ?? null))
    for (const device of devices.size === 0 ? [null] : devices) {
      const known = byDevice.get(device) ?? { blocks: 0, under: [] }
      known.blocks++
      if (!known.under.includes(heading)) known.under.push(heading)
      byDevice.set(device, known)
    }
  }
  return [...byDevice].map(([device, found]) => ({ device, ...found }))
}

const wordsIn = (block: Y.XmlElement): string =>
  block
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText ? (child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('') : '',
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
