// Only the bench has this package (bench/package.json); the project's types are checked without it.
declare module 'y-indexeddb' {
  import type { Doc } from 'yjs'

  export class IndexeddbPersistence {
    constructor(name: string, doc: Doc)
    readonly whenSynced: Promise<IndexeddbPersistence>
    destroy(): Promise<void>
    clearData(): Promise<void>
    on(event: string, listener: () => void): void
    once(event: string, listener: () => void): void
  }
}
