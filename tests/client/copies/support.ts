/** A main text and copies of it, with people of their own devices in this process. */
import * as Y from 'yjs'
import { makeCopy } from '../../../client/copies/copies'
import type { Lineage } from '../../../client/copies/lineage'
import { lineagesOf } from '../../../client/copies/lineage'
import type { Direction } from '../../../client/copies/review/decided'
import { type OpenReview, openReview, type ReviewSession } from '../../../client/copies/review/openReview'
import { textNow } from '../../../client/copies/review/texts'
import type { ProseMirrorJson } from '../../../client/crypto/canonicalText'
import type { DocumentNode } from '../../../client/documents/documentJson'
import { seedDocument } from '../../../client/documents/seedDocument'
import { createDocument } from '../../../client/workspace/acts'
import { documentRoom } from '../../../client/workspace/documentRoom'
import { makeInvitation } from '../../../client/workspace/inviting'
import type { OpenWorkspace } from '../../../client/workspace/openWorkspace'
import { eventually, TestRelay } from '../../support/syncWorld'
import { invitationOf, type Person, person } from '../workspace/support'

export class World {
  readonly relay = new TestRelay()
  private readonly ends: (() => unknown)[] = []
  async end(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end()
  }
  async person(name: string): Promise<Person> {
    const made = await person(name, this.relay)
    this.ends.push(() => made.stop())
    return made
  }
  /** alice and bob in one workspace. */
  async two(rung: 'edit' | 'voice' = 'edit'): Promise<{ alice: OpenWorkspace; bob: OpenWorkspace }> {
    const a = await this.person('alice')
    const { workspace: alice } = await a.session.create({ name: 'Tenants', myName: 'alice' })
    const made = await makeInvitation(alice, rung)
    const bob = await (await this.person('bob')).session.join(invitationOf(made.link), 'bob')
    await eventually(() => bob.documents.get().length === 1, 'nothing came')
    return { alice, bob }
  }
  review(workspace: OpenWorkspace, lineage: Lineage, direction: Direction = 'push'): ReviewSession {
    const session = openReview(workspace, lineage, direction)
    this.ends.push(() => session.close())
    return session
  }
}

export const textOf = (...lines: string[]): ProseMirrorJson => ({
  type: 'doc',
  content: [
    { type: 'title', content: [{ type: 'text', text: 'Homes' }] },
    ...lines.map((line): ProseMirrorJson => ({ type: 'paragraph', ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }) })),
  ],
})

export const mainText = (workspace: OpenWorkspace, ...lines: string[]): Promise<string> =>
  createDocument(workspace, { title: 'Homes', update: Y.convertUpdateFormatV2ToV1(seedDocument('', textOf(...lines) as DocumentNode)) })

export async function copyOf(workspace: OpenWorkspace, parent: string, forWhom: string | null = 'Childcare'): Promise<Lineage> {
  const text = await textNow(workspace, parent)
  if (!text.ok) throw new Error(text.reason)
  const id = await makeCopy(workspace, { parent, content: text.value, kind: 'copy', forWhom, why: 'Write it in', until: null })
  return lineageOf(workspace, id)
}
export async function lineageOf(workspace: OpenWorkspace, id: string): Promise<Lineage> {
  const { records } = workspace.ground
  let found: Lineage | undefined
  await eventually(async () => {
    const own = documentRoom(workspace, id)
    if (!own) return false
    found = lineagesOf([...(await records.list(workspace.room)), ...(await records.list(own))]).get(id)
    return found !== undefined
  }, 'no lineage came')
  if (!found) throw new Error('no lineage')
  return found
}

/** Somebody writes: the first paragraph with these words has others now. */
export async function rewrite(workspace: OpenWorkspace, id: string, words: string, others: string): Promise<void> {
  const document = workspace.keeper.stored.get(id)
  if (!document) throw new Error('no such document')
  const open = workspace.ground.replica.open(document.doc)
  await open.opened
  for (const block of open.ydoc.getXmlFragment('text').toArray()) {
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText) || !text.toString().includes(words)) continue
    const at = text.toString().indexOf(words)
    open.ydoc.transact(() => {
      text.delete(at, words.length)
      text.insert(at, others)
    })
  }
  // Its row is on the device once it is closed and asked for.
  await eventually(async () => (await linesOf(workspace, id)).some((line) => line.includes(others)), 'the words were not written')
  open.close()
}

export async function linesOf(workspace: OpenWorkspace, id: string): Promise<string[]> {
  const text = await textNow(workspace, id)
  if (!text.ok) return []
  return (text.value.content ?? []).slice(1).map((block) => (block.content ?? []).map(({ text }) => text ?? '').join(''))
}

/** Until the review is open and shows what is asked for. */
export async function seen(session: ReviewSession, wanted: (review: OpenReview) => boolean): Promise<OpenReview> {
  await eventually(() => {
    const now = session.now.get()
    return now.kind === 'open' && wanted(now)
  }, `the review never came to this: ${wanted}`)
  const now = session.now.get()
  if (now.kind !== 'open') throw new Error(now.kind)
  return now
}
export const names = { before: 'Before', after: 'After' }
