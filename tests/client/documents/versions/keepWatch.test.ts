import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { ProseMirrorJson } from '../../../../client/crypto/canonicalText'
import { AUTHORS_FIELD, TEXT_FIELD } from '../../../../client/documents/schema/schema'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { AT_MOST, RESTS_AFTER, watchToKeep } from '../../../../client/documents/versions/keepWatch'
import { type Keeping, type KeptText, keepVersion, lastKept, readVersion, versionsOf } from '../../../../client/history/historyDocument'
import type { History } from '../../../../client/history/openHistory'

const ALICE = 'a1'.repeat(32)
const OWN = { own: true }

/** A text with a clock of its own, watched as alice's device does. */
function written() {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('Rent', { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'As it was.' }] }] }))
  const history = new Y.Doc()
  let now = 0
  let opened = 0
  const waiting = new Set<{ at: number; act: () => void }>()
  const asHistory = {
    keep: (about: Omit<Keeping, 'at' | 'device'> & KeptText) => keepVersion(history, new Uint8Array(32), { ...about, at: now, device: ALICE }),
    last: () => lastKept(history),
    thin: () => undefined,
    close: () => opened--,
  } as unknown as History
  const watch = watchToKeep(ydoc, {
    open: async () => {
      opened++
      return asHistory
    },
    device: ALICE,
    isOwn: (origin) => origin === OWN,
    after(ms, act) {
      const timer = { at: now + ms, act }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
  })
  const pass = async (ms: number) => {
    const until = now + ms
    for (;;) {
      const next = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      waiting.delete(next)
      now = next.at
      next.act()
      await watch.settled()
    }
    now = until
    await watch.settled()
  }
  const paragraph = (ydoc.getXmlFragment(TEXT_FIELD).get(1) as Y.XmlElement).get(0) as Y.XmlText
  return {
    ydoc,
    watch,
    pass,
    write: (words: string, origin: unknown = OWN) =>
      ydoc.transact(() => {
        ydoc.getMap(AUTHORS_FIELD).set(String(ydoc.clientID), ALICE)
        paragraph.insert(paragraph.length, words)
      }, origin),
    kept: () => versionsOf(history).map(({ id, at }) => ({ at, words: lastParagraph(readVersion(history, id)) })),
    versions: () => versionsOf(history),
    stillOpen: () => opened,
  }
}
const lastParagraph = (read: { ok: boolean; value?: ProseMirrorJson }): string =>
  JSON.stringify(
    read.value?.content
      ?.at(-1)
      ?.content?.map(({ text }) => text)
      .join(''),
  )

describe('versions that keep themselves', () => {
  it('are what stood there before one wrote, and what stands there when the writing rests', async () => {
    const text = written()
    text.write(' And')
    await text.pass(RESTS_AFTER - 1)
    text.write(' more.')
    await text.pass(RESTS_AFTER - 1)
    expect(text.kept().map(({ words }) => words)).toEqual(['"As it was."'])
    await text.pass(1)
    expect(text.kept().map(({ words }) => words)).toEqual(['"As it was. And more."', '"As it was."'])
    expect(text.versions()[0]?.by).toEqual([ALICE])
    expect(text.stillOpen()).toBe(0)
    await text.pass(10 * AT_MOST)
    expect(text.kept()).toHaveLength(2)
  })
  it('are kept every half hour of writing without a rest', async () => {
    const text = written()
    for (let minute = 0; minute <= 60; minute++) {
      text.write('.')
      await text.pass(60 * 1000)
    }
    const times = text.kept().map(({ at }) => at)
    expect(times.slice(0, 2)).toEqual([AT_MOST * 2, AT_MOST])
    expect(times).toHaveLength(3)
  })
  it('are kept when the text is closed, and never of what others wrote', async () => {
    const text = written()
    text.write(' Others.', 'the link')
    await text.pass(2 * AT_MOST)
    expect(text.kept()).toEqual([])
    text.write(' Mine.')
    await text.watch.stop()
    text.ydoc.destroy()
    expect(
      text
        .kept()
        .map(({ words }) => words)
        .sort(),
    ).toEqual(['"As it was. Others. Mine."', '"As it was. Others."'])
    text.write(' Late.')
    await text.pass(2 * AT_MOST)
    expect(text.kept()).toHaveLength(2)
  })
})
