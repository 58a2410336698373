import { promisifyRequest, type UseStore } from 'idb-keyval'

const STORE = 'rows'
const OPEN_MS = 10_000

/** A way to one database. Its functions open transactions; they reconnect when the browser has closed the connection. */
export interface Connection {
  /** What idb-keyval's functions take. idb-keyval's own cannot wait for the disk; this one can [S1]. */
  use(durability: IDBTransactionDurability): UseStore
  close(): void
}

/** Errors of a connection that is gone, not of what was asked: Safari and Chromium close connections as they please. */
const LOST = ['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError']
const isLost = (error: unknown): boolean => error === null || (error instanceof Error && LOST.includes(error.name))

/** @throws (in promises) DOMException of IndexedDB; QuotaExceededError when the device is full */
export function connection(name: string, factory: IDBFactory): Connection {
  let opening: Promise<IDBDatabase> | null = null
  let isClosed = false

  const forget = (): void => {
    opening = null
  }
  async function open(version?: number): Promise<IDBDatabase> {
    const request = factory.open(name, version)
    request.onupgradeneeded = () => {
      if (!request.result.objectStoreNames.contains(STORE)) request.result.createObjectStore(STORE)
    }
    const database = await Promise.race([promisifyRequest(request), refusedWhenLate(request)])
    // Whoever deletes or upgrades the database is let through; the next use opens it again.
    database.onversionchange = () => {
      database.close()
      forget()
    }
    database.onclose = forget
    if (database.objectStoreNames.contains(STORE)) return database
    const next = database.version + 1
    database.close()
    return open(next)
  }
  function database(): Promise<IDBDatabase> {
    if (isClosed) return Promise.reject(new DOMException('the device log is closed', 'NotAllowedError'))
    if (!opening) {
      const mine = open()
      opening = mine
      mine.catch(() => {
        if (opening === mine) forget()
      })
    }
    return opening
  }

  return {
    use: (durability) => async (mode, callback) => {
      const once = async () => {
        const transaction = (await database()).transaction(STORE, mode, { durability })
        return await callback(transaction.objectStore(STORE))
      }
      try {
        return await once()
      } catch (error) {
        if (!isLost(error) || isClosed) throw error
        const old = opening
        forget()
        old?.then(
          (database) => database.close(),
          () => {},
        )
        return await once()
      }
    },
    close() {
      isClosed = true
      opening?.then(
        (database) => database.close(),
        () => {},
      )
    },
  }
}

/** Some browsers sometimes never answer, or wait for another window: nobody is kept waiting. What opens later is closed. */
const refusedWhenLate = (request: IDBOpenDBRequest): Promise<never> =>
  new Promise((_, reject) => {
    const give = (reason: string): void => {
      request.addEventListener('success', () => request.result.close())
      reject(new DOMException(reason, 'TimeoutError'))
    }
    const timer = setTimeout(give, OPEN_MS, 'the storage does not answer')
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => clearTimeout(timer))
    request.addEventListener('blocked', () => give('another window holds the storage'))
  })
