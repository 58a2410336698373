import type * as Y from 'yjs'

/**
 * The index document of a workspace: which documents there are (pure, over a Y.Doc).
 *
 * Two Y.Maps. `documents` has flat keys `documentId/field`, because two nested maps made at once would keep one side
 * only; `workspace` has what everybody calls it and by which relays it travels. Whatever stands here may have been
 * written by anybody with the edit rung: every value is looked at before it is believed, and the seeds are believed
 * only once `entries.ts` has opened them.
 */

/** What a document is for, in the words of a template; unknown sorts are shown without one. */
export const DOCUMENT_SORTS = ['page', 'strategy', 'plan', 'notes', 'review', 'charter', 'proposal'] as const
export type DocumentSort = (typeof DOCUMENT_SORTS)[number]

/** An entry as it stands, unopened. */
export interface IndexEntry {
  /** 16 bytes, hex. */
  readonly documentId: string
  readonly room: Uint8Array
  readonly kind: string
  readonly readSeed: Uint8Array
  readonly voiceBox: Uint8Array
  readonly editBox: Uint8Array
  /** The title as its last editor saw it; shown until the document itself has come. */
  readonly hint: string
  readonly sort: DocumentSort
  readonly archived: boolean
  /** A text to begin others with. Versions that do not know of it list it as any document. */
  readonly template?: boolean
  /** Who made it: an author, 16 bytes hex; a claim. */
  readonly by: string
}

const ID = /^[0-9a-f]{32}$/
/** No title is longer than this on any list; the document's own title may be. */
export const HINT_LENGTH = 200
const NAME_LENGTH = 120
const RELAYS = 8

export const documentsOf = (index: Y.Doc): Y.Map<unknown> => index.getMap('documents')
export const workspaceOf = (index: Y.Doc): Y.Map<unknown> => index.getMap('workspace')

const text = (value: unknown, length: number): string => (typeof value === 'string' ? value.slice(0, length) : '')
const sortOf = (value: unknown): DocumentSort => DOCUMENT_SORTS.find((sort) => sort === value) ?? 'page'

/** All whole entries, by the order of their ids. Half an entry (its other fields not here yet) is left out. */
export function readEntries(index: Y.Doc): IndexEntry[] {
  const fields = new Map<string, Map<string, unknown>>()
  for (const [key, value] of documentsOf(index).entries()) {
    const slash = key.indexOf('/')
    const documentId = key.slice(0, slash)
    if (!ID.test(documentId)) continue
    const found = fields.get(documentId) ?? new Map<string, unknown>()
    fields.set(documentId, found.set(key.slice(slash + 1), value))
  }
  const entries: IndexEntry[] = []
  for (const [documentId, found] of fields) {
    const room = found.get('room')
    const readSeed = found.get('readSeed')
    const voiceBox = found.get('voiceBox')
    const editBox = found.get('editBox')
    const kind = found.get('kind')
    if (!(room instanceof Uint8Array && readSeed instanceof Uint8Array && voiceBox instanceof Uint8Array && editBox instanceof Uint8Array)) continue
    if (typeof kind !== 'string') continue
    entries.push({
      documentId,
      room,
      kind,
      readSeed,
      voiceBox,
      editBox,
      hint: text(found.get('hint'), HINT_LENGTH),
      sort: sortOf(found.get('sort')),
      archived: found.get('archived') === true,
      ...(found.get('template') === true ? { template: true } : {}),
      by: text(found.get('by'), 32),
    })
  }
  return entries.sort((a, b) => (a.documentId < b.documentId ? -1 : 1))
}

export function writeEntry(index: Y.Doc, entry: IndexEntry): void {
  const { documentId, ...fields } = entry
  index.transact(() => {
    for (const [field, value] of Object.entries(fields)) documentsOf(index).set(`${documentId}/${field}`, value)
  })
}

/** Writes only what differs: an update that says nothing new is not sent. */
function setField(index: Y.Doc, documentId: string, field: string, value: unknown): void {
  const key = `${documentId}/${field}`
  if (documentsOf(index).get(key) !== value) documentsOf(index).set(key, value)
}
export const setHint = (index: Y.Doc, documentId: string, hint: string): void => setField(index, documentId, 'hint', hint.slice(0, HINT_LENGTH))
export const setArchived = (index: Y.Doc, documentId: string, archived: boolean): void => setField(index, documentId, 'archived', archived)

export const setTemplate = (index: Y.Doc, documentId: string, template: boolean): void => setField(index, documentId, 'template', template)

export function removeEntry(index: Y.Doc, documentId: string): void {
  index.transact(() => {
    const documents = documentsOf(index)
    for (const key of [...documents.keys()]) if (key.startsWith(`${documentId}/`)) documents.delete(key)
  })
}

export const workspaceName = (index: Y.Doc): string => text(workspaceOf(index).get('name'), NAME_LENGTH)
export function setWorkspaceName(index: Y.Doc, name: string): void {
  const short = name.trim().slice(0, NAME_LENGTH)
  if (short !== '' && short !== workspaceName(index)) workspaceOf(index).set('name', short)
}

/** ws: and wss: only: a member could otherwise make this device call anywhere in any way. */
export function isRelayUrl(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 200) return false
  try {
    const { protocol, username, password, hash } = new URL(url)
    return (protocol === 'ws:' || protocol === 'wss:') && username === '' && password === '' && hash === ''
  } catch {
    return false
  }
}
export function workspaceRelays(index: Y.Doc): string[] {
  const relays = workspaceOf(index).get('relays')
  return Array.isArray(relays) ? [...new Set(relays.filter(isRelayUrl))].slice(0, RELAYS) : []
}
export function setWorkspaceRelays(index: Y.Doc, relays: readonly string[]): void {
  workspaceOf(index).set('relays', [...new Set(relays.filter(isRelayUrl))].slice(0, RELAYS))
}
