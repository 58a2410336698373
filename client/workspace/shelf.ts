import type { KeyStore } from '../device/keyStore'
import { type Store, writable } from '../sync/store'
import { readSettings, type Settings } from './settings'
import { KEY, type StoredDocument, type StoredWorkspace } from './stored'

/**
 * The workspaces on this device, which one is open, and what this person has set; the same in every tab.
 * Small on purpose: the first screen loads it, and nothing else of the workspace.
 */
export interface Shelf {
  readonly keys: KeyStore
  /** By the time they came. */
  readonly workspaces: Store<readonly StoredWorkspace[]>
  readonly current: Store<string | null>
  readonly settings: Store<Settings>
  set(patch: Partial<Omit<Settings, 'v'>>): Promise<void>
  put(workspace: StoredWorkspace): Promise<void>
  patch(id: string, change: (held: StoredWorkspace) => StoredWorkspace): Promise<void>
  /** The workspace and all of its capabilities: whoever calls has asked. */
  remove(id: string): Promise<void>
  /** This tab shows it, and the next one begins with it. */
  choose(id: string | null): Promise<void>
  documents(workspaceId: string): Promise<StoredDocument[]>
  close(): void
}

const CHANNEL = 'leaderful-shelf'

export async function openShelf(keys: KeyStore): Promise<Shelf> {
  const workspaces = writable<readonly StoredWorkspace[]>(await listWorkspaces(keys))
  const settings = writable<Settings>(readSettings(await keys.get(KEY.settings)))
  const current = writable<string | null>(firstOf(workspaces.get(), await keys.get<string>(KEY.current)))
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)

  async function readAgain(): Promise<void> {
    workspaces.set(await listWorkspaces(keys))
    settings.set(readSettings(await keys.get(KEY.settings)))
    // Another tab left the workspace that this one shows.
    if (!workspaces.get().some(({ id }) => id === current.get())) current.set(firstOf(workspaces.get(), undefined))
  }
  channel?.addEventListener('message', () => void readAgain())
  let isClosed = false
  const tellOthers = () => {
    if (!isClosed) channel?.postMessage('changed')
  }
  async function changed(): Promise<void> {
    workspaces.set(await listWorkspaces(keys))
    tellOthers()
  }

  return {
    keys,
    workspaces,
    current,
    settings,
    async set(patch) {
      settings.set({ ...settings.get(), ...patch })
      await keys.set(KEY.settings, settings.get())
      tellOthers()
    },
    async put(workspace) {
      await keys.set(KEY.workspace(workspace.id), workspace)
      await changed()
    },
    async patch(id, change) {
      const held = await keys.get<StoredWorkspace>(KEY.workspace(id))
      if (held === undefined) return
      await keys.update<StoredWorkspace>(KEY.workspace(id), (found) => change(found ?? held))
      await changed()
    },
    async remove(id) {
      for (const document of await listDocuments(keys, id)) {
        await keys.remove(KEY.digest(document.doc))
        await keys.remove(KEY.lastSeen(document.doc))
        await keys.remove(KEY.document(id, document.id))
      }
      await keys.remove(KEY.workspace(id))
      await changed()
      if (current.get() === id) current.set(firstOf(workspaces.get(), undefined))
    },
    async choose(id) {
      current.set(id)
      if (id === null) await keys.remove(KEY.current)
      else await keys.set(KEY.current, id)
    },
    documents: (workspaceId) => listDocuments(keys, workspaceId),
    close() {
      isClosed = true
      channel?.close()
    },
  }
}

const firstOf = (workspaces: readonly StoredWorkspace[], wanted: string | undefined): string | null =>
  workspaces.find(({ id }) => id === wanted)?.id ?? workspaces.at(-1)?.id ?? null

async function listWorkspaces(keys: KeyStore): Promise<StoredWorkspace[]> {
  return (await all<StoredWorkspace>(keys, KEY.workspace(''))).sort((a, b) => a.since - b.since)
}
const listDocuments = (keys: KeyStore, workspaceId: string): Promise<StoredDocument[]> => all<StoredDocument>(keys, KEY.document(workspaceId, ''))

async function all<T>(keys: KeyStore, prefix: string): Promise<T[]> {
  const values = await Promise.all((await keys.names(prefix)).map((name) => keys.get<T>(name)))
  return values.filter((value): value is Awaited<T> & T => value !== undefined)
}
