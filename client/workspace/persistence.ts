/**
 * Asks the browser to keep what is here. Only once somebody has joined: before, there is little to lose, and a question
 * in the first minute is one too many.
 */
export type Kept = 'kept' | 'may be cleared' | 'unknown'

export async function storageKept(storage: StorageManager | undefined = navigator.storage): Promise<Kept> {
  try {
    if (!storage?.persisted) return 'unknown'
    return (await storage.persisted()) ? 'kept' : 'may be cleared'
  } catch {
    return 'unknown'
  }
}

export async function askToKeep(storage: StorageManager | undefined = navigator.storage): Promise<Kept> {
  try {
    if (!storage?.persist) return 'unknown'
    return (await storage.persist()) ? 'kept' : 'may be cleared'
  } catch {
    return 'unknown'
  }
}

/** Bytes in use; null: the browser does not say. */
export async function storageUsed(storage: StorageManager | undefined = navigator.storage): Promise<number | null> {
  try {
    return (await storage?.estimate())?.usage ?? null
  } catch {
    return null
  }
}
