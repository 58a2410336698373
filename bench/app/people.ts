import { type Browser, chromium } from '@playwright/test'
import { WebSocket } from 'ws'
import { decodeInvitation } from '../../client/crypto/invitation'
import { type Capability, capabilityOf } from '../../client/crypto/seed'
import { keyStore } from '../../client/device/keyStore'
import { rowLog } from '../../client/device/rowLog'
import { MemoryDevice, memoryRows } from '../../client/device/rows/openRows'
import { webSocketFactory } from '../../client/sync/socket'
import { makeInvitation } from '../../client/workspace/inviting'
import { SCHEMA } from '../../client/workspace/making'
import type { OpenWorkspace } from '../../client/workspace/openWorkspace'
import { openSession, type Session } from '../../client/workspace/session'
import { openShelf } from '../../client/workspace/shelf'
import { browserArguments } from '../../tests/e2e/support/browser'
import type { Server } from '../support/processes'

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

export async function hostWorkspace(server: Server, document: { update: Uint8Array; title: string }): Promise<Host> {
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
    stop: async () => {
      await session.stop()
      shelf.close()
    },
  }
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArguments })
}
