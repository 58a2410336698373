import { sha256 } from '@noble/hashes/sha2.js'
import { ByteWriter, compareBytes, equalBytes, utf8 } from '../../shared/bytes'

/**
 * Canonical text c1: what signatures and hashes speak about (PROTOCOL.md, "Canonical text"). A walk over a document's
 * plain JSON that writes what somebody reads and nothing else: two replicas with the same document have the same bytes,
 * whatever comments, selections, column widths and joints between equal pieces of text they hold.
 *
 * c1 is never changed: signed decisions rest on it. A later form gets another name.
 */
export interface ProseMirrorJson {
  readonly type: string
  readonly attrs?: { readonly [name: string]: unknown }
  readonly content?: readonly ProseMirrorJson[]
  readonly text?: string
  readonly marks?: readonly { readonly type: string; readonly attrs?: { readonly [name: string]: unknown } }[]
}

type Defaults = { readonly [name: string]: null | boolean | number | string }
const CELL: Defaults = { align: null, colspan: 1, rowspan: 1 }
const LANGUAGE: Defaults = { lang: null }

/** The semantic attributes of schema 1 with their defaults. Whatever is not here has none. */
const NODES: { readonly [type: string]: Defaults } = {
  title: LANGUAGE,
  paragraph: LANGUAGE,
  heading: { lang: null, level: 1 },
  orderedList: { start: 1 },
  taskItem: { checked: false },
  codeBlock: { lang: null, language: null },
  tableHeader: CELL,
  tableCell: CELL,
  detailsSummary: LANGUAGE,
  image: { alt: '', blob: null },
  mention: { id: '', kind: 'person', label: '' },
  assumption: { lang: null, lookAgainOn: null, watchedBy: '', wrongIf: '' },
  horizon: { lang: null, until: null },
}
const MARKS: { readonly [type: string]: Defaults } = { link: { href: null }, highlight: { colour: null } }
/** Marks that say nothing about the text. */
const LEFT_OUT = new Set(['comment'])

const MAGIC = utf8('leaderful/c1\0')
const RECORDS_MAGIC = utf8('leaderful/c1/records\0')
const NODE = 1
const TEXT = 2
const VALUE = { null: 0, false: 1, true: 2, number: 3, text: 4, list: 5, map: 6 } as const
/** Deeper documents are refused before they are stored. */
export const MAX_NODE_DEPTH = 256
const MAX_VALUE_DEPTH = 8
const NO_DEFAULTS: Defaults = {}

const writeText = (writer: ByteWriter, text: string): ByteWriter => writer.bytes32(utf8(text))
/** null: not a value that c1 knows; the attribute counts as absent. */
function simpleValue(value: unknown): Uint8Array | null {
  const writer = new ByteWriter()
  if (value === null) return writer.u8(VALUE.null).finish()
  if (typeof value === 'boolean') return writer.u8(value ? VALUE.true : VALUE.false).finish()
  if (typeof value === 'number' && Number.isFinite(value)) return writeText(writer.u8(VALUE.number), String(value)).finish()
  if (typeof value === 'string') return writeText(writer.u8(VALUE.text), value).finish()
  return null
}

function writeAttributes(writer: ByteWriter, defaults: Defaults, attrs: { readonly [name: string]: unknown } = {}): void {
  const written: [string, Uint8Array][] = []
  for (const name of Object.keys(defaults).sort()) {
    const given = Object.hasOwn(attrs, name) ? attrs[name] : undefined
    const value = given === undefined || given === defaults[name] ? null : simpleValue(given)
    if (value) written.push([name, value])
  }
  writer.u32(written.length)
  for (const [name, value] of written) writeText(writer, name).raw(value)
}

/** A text's marks, each once, in the order of their names. */
function marksOf(node: ProseMirrorJson): Uint8Array {
  const marks = new Map<string, Uint8Array>()
  for (const { type, attrs } of node.marks ?? []) {
    if (LEFT_OUT.has(type) || marks.has(type)) continue
    const writer = writeText(new ByteWriter(), type)
    writeAttributes(writer, defaultsOf(MARKS, type), attrs)
    marks.set(type, writer.finish())
  }
  const all = new ByteWriter().u32(marks.size)
  for (const [, bytes] of [...marks].sort(([a], [b]) => compareBytes(utf8(a), utf8(b)))) all.raw(bytes)
  return all.finish()
}
const defaultsOf = (table: { readonly [type: string]: Defaults }, type: string): Defaults =>
  Object.hasOwn(table, type) ? (table[type] ?? NO_DEFAULTS) : NO_DEFAULTS

type Child = { readonly node: ProseMirrorJson } | { text: string; readonly marks: Uint8Array }

/** Neighbours with equal marks become one text; empty texts are nothing. */
function childrenOf(content: readonly ProseMirrorJson[]): Child[] {
  const children: Child[] = []
  for (const node of content) {
    if (node.type !== 'text') children.push({ node })
    else if (node.text) {
      const marks = marksOf(node)
      const last = children.at(-1)
      if (last && 'text' in last && equalBytes(last.marks, marks)) last.text += node.text
      else children.push({ text: node.text, marks })
    }
  }
  return children
}

function writeNode(writer: ByteWriter, node: ProseMirrorJson, depth: number): void {
  if (depth > MAX_NODE_DEPTH) throw new RangeError('too deep')
  writeText(writer.u8(NODE), node.type)
  writeAttributes(writer, defaultsOf(NODES, node.type), node.attrs)
  const children = childrenOf(node.content ?? [])
  writer.u32(children.length)
  for (const child of children) {
    if ('node' in child) writeNode(writer, child.node, depth + 1)
    else writeText(writer.u8(TEXT), child.text.normalize('NFC')).raw(child.marks)
  }
}

/** @throws RangeError past `MAX_NODE_DEPTH` levels */
export function canonicalTextC1(json: ProseMirrorJson): Uint8Array {
  const writer = new ByteWriter().raw(MAGIC)
  writeNode(writer, json, 0)
  return writer.finish()
}
/** SHA-256 of the canonical text: what names a version. */
export const canonicalTextHash = (json: ProseMirrorJson): Uint8Array => sha256(canonicalTextC1(json))

export type FlatRecords = { readonly [id: string]: { readonly [field: string]: unknown } }

/** A value of a flat record: text in NFC; lists in their order; maps by key; what has no value is left out. */
function recordValue(value: unknown, depth = 0): Uint8Array | null {
  if (depth > MAX_VALUE_DEPTH) throw new RangeError('too deep')
  if (typeof value === 'string') return simpleValue(value.normalize('NFC'))
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return simpleValue(value)
  const writer = new ByteWriter()
  if (Array.isArray(value)) {
    const items = value.map((item) => recordValue(item ?? null, depth + 1)).filter((item) => item !== null)
    writer.u8(VALUE.list).u32(items.length)
    for (const item of items) writer.raw(item)
    return writer.finish()
  }
  const fields = fieldsInOrder(value as { readonly [field: string]: unknown }, depth + 1)
  return writer.u8(VALUE.map).raw(fields).finish()
}

/** Fields that are null or undefined are as if they were not there. */
function fieldsInOrder(record: { readonly [field: string]: unknown }, depth: number): Uint8Array {
  const fields: [Uint8Array, Uint8Array][] = []
  for (const [name, value] of Object.entries(record)) {
    const written = value === null || value === undefined ? null : recordValue(value, depth)
    if (written) fields.push([utf8(name), written])
  }
  const writer = new ByteWriter().u32(fields.length)
  for (const [name, value] of fields.sort(([a], [b]) => compareBytes(a, b))) writer.bytes32(name).raw(value)
  return writer.finish()
}

/** The like form for a chart's or a proposal's flat records. @throws RangeError for values past 8 levels */
export function canonicalRecordsC1(records: FlatRecords): Uint8Array {
  const ids = Object.keys(records).sort((a, b) => compareBytes(utf8(a), utf8(b)))
  const writer = new ByteWriter().raw(RECORDS_MAGIC).u32(ids.length)
  for (const id of ids) writeText(writer, id).raw(fieldsInOrder(records[id] ?? {}, 0))
  return writer.finish()
}
