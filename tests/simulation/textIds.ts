import * as Y from 'yjs'

/**
 * What an update holds, item by item: insertions `client:clock`, deletions `-client:clock`. The oracle's own way of
 * comparing, exact whatever the order, gaps or garbage collection; it shares no code with the link's ranges.
 */
export function textIds(update: Uint8Array): Set<string> {
  const ids = new Set<string>()
  const { structs, ds } = Y.decodeUpdate(update)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    for (let i = 0; i < struct.length; i++) ids.add(`${struct.id.client}:${struct.id.clock + i}`)
  }
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) for (let i = 0; i < len; i++) ids.add(`-${client}:${clock + i}`)
  return ids
}
