/** Names of changes [F10]: they depend on the review, the base and theirs, never on where the main text has got to. */
import { sha256 } from '@noble/hashes/sha2.js'
import type { Node } from '@tiptap/pm/model'
import { ByteWriter, toHex } from '../../shared/bytes'
import { canonicalTextC1, type ProseMirrorJson } from '../crypto/canonicalText'
import type { Region } from './mergeTree'

export const jsonOf = (node: Node): ProseMirrorJson => node.toJSON() as ProseMirrorJson

function canonical(nodes: readonly Node[]): Uint8Array {
  const content = nodes.map(jsonOf)
  return canonicalTextC1(nodes[0]?.isInline ? { type: 'doc', content: [{ type: 'paragraph', content }] } : { type: 'doc', content })
}

/** A block without its content. */
const shellOf = (node: Node): ProseMirrorJson => ({ type: node.type.name, attrs: node.attrs })
const canonicalShell = (node: Node): Uint8Array => canonicalTextC1({ type: 'doc', content: [shellOf(node)] })

function writeRegion(writer: ByteWriter, region: Region): void {
  if (region.kind === 'shell') {
    writer
      .u8(1)
      .bytes32(canonical([region.base]))
      .bytes32(canonicalShell(region.theirs))
    return
  }
  const [before, behind] = region.neighbours
  writer.u8(0).bytes32(canonical(before)).bytes32(canonical(region.base)).bytes32(canonical(behind)).bytes32(canonical(region.theirs))
}

export class HunkNames {
  private readonly times = new Map<string, number>()

  constructor(private readonly review: Uint8Array) {}

  /** Two changes that are alike in everything are told apart by their order. */
  idOf(group: readonly Region[]): string {
    const writer = new ByteWriter().bytes32(this.review)
    for (const region of group) if (region.theirsChanged) writeRegion(writer, region)
    const bytes = writer.finish()
    const id = toHex(sha256(bytes))
    const times = this.times.get(id) ?? 0
    this.times.set(id, times + 1)
    return times === 0 ? id : toHex(sha256(new ByteWriter().bytes32(bytes).u32(times).finish()))
  }
}

/** What stands now where the change would go, with its neighbours' place left out. */
export function seenOf(group: readonly Region[]): string {
  const writer = new ByteWriter()
  for (const region of group) writer.bytes32(region.kind === 'shell' ? canonicalShell(region.ours) : canonical(region.ours))
  return toHex(sha256(writer.finish()))
}
