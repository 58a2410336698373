import { type Browser, chromium } from '@playwright/test'
import { WebSocket } from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { decodeInvitation } from '../../client/crypto/invitation'
import { type Capability, capabilityOf } from '../../client/crypto/seed'
import { keyStore } from '../../client/device/keyStore'
import { rowLog } from '../../client/device/rowLog'
import { MemoryDevice, memoryRows } from '../../client/device/rows/openRows'
import { TEXT_FIELD } from '../../client/documents/schema/schema'
import { webSocketFactory } from '../../client/sync/socket'
import { makeInvitation } from '../../client/workspace/inviting'
import { SCHEMA } from '../../client/workspace/making'
import type { OpenWorkspace } from '../../client/workspace/openWorkspace'
import { openSession, type Session } from '../../client/workspace/session'
import { openShelf, type Shelf } from '../../client/workspace/shelf'
import { browserArguments } from '../../tests/e2e/support/browser'
import { type Server, wait } from '../support/processes'

/** Somebody without a browser: the app's own session, in this process, over a real socket to the relay. */
export interface Host {
  readonly session: Session
  readonly workspace: OpenWorkspace
  readonly documentId: string
  /** A link by which somebody comes in who may write. */
  readonly link: string
  /** What writes into the document. */
  capability(): Promise<Capability>
  stop(): Promise<void>
}

async function newSession(server: Server): Promise<{ session: Session; shelf: Shelf; stop(): Promise<void> }> {
  const rows = memoryRows(new MemoryDevice(), { isAbsent: false })
  const shelf = await openShelf(keyStore(rows))
  const session = await openSession({
    log: rowLog(rows),
    shelf,
    schema: SCHEMA,
    address: `${server.url.replace('ws', 'http')}/`,
    ownRelay: `${server.url}/relay`,
    replica: { worker: 'inline', connect: webSocketFactory(WebSocket as unknown as { new (url: string): globalThis.WebSocket }) },
  })
  return {
    session,
    shelf,
    stop: async () => {
      await session.stop()
      shelf.close()
    },
  }
}

export async function hostWorkspace(server: Server, document: { update: Uint8Array; title: string }): Promise<Host> {
  const { session, shelf, stop } = await newSession(server)
  const { workspace, documentId } = await session.create({
    name: 'Bench',
    myName: 'Alice',
    documents: [{ update: document.update, hint: document.title, sort: 'page' }],
  })
  const { link } = await makeInvitation(workspace, 'edit')
  if (!decodeInvitation(link.slice(link.indexOf('#'))).ok) throw new Error('a link that opens')
  return {
    session,
    workspace,
    documentId,
    link,
    capability: async () => {
      const stored = (await shelf.documents(workspace.id)).find(({ id }) => id === documentId)
      const made = stored && capabilityOf(stored.rung, stored.secret, stored.room)
      if (!made?.ok) throw new Error('a document that may be written')
      return made.value
    },
    stop,
  }
}

const PATIENCE_MS = 60_000

/** Somebody else without a browser, who comes in by the host's link and has the document open. */
export async function joinWorkspace(
  server: Server,
  { link, documentId }: Host,
  name: string,
): Promise<{ ydoc: Y.Doc; awareness: Awareness; stop(): Promise<void> }> {
  const { session, stop } = await newSession(server)
  const invitation = decodeInvitation(link.slice(link.indexOf('#')))
  if (!invitation.ok) throw new Error('a link that opens')
  const workspace = await session.join(invitation.value, name)
  const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
      const found = look()
      if (found) return found
      await wait(50)
    }
    throw new Error(`${name} waited in vain`)
  }
  const { doc } = await until(() => workspace.documents.get().find(({ id }) => id === documentId))
  const { ydoc, awareness, opened } = session.replica.open(doc)
  await opened
  await until(() => ydoc.getXmlFragment(TEXT_FIELD).length > 0)
  workspace.introduce(awareness)
  return { ydoc, awareness, stop }
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArguments })
}
