/** A comment that somebody chose elsewhere, such as at home: whoever shows its text goes to it. */
import { type WritableStore, writable } from '../../sync/store'

export const threadToShow: WritableStore<{ readonly documentId: string; readonly thread: string } | null> = writable<{
  readonly documentId: string
  readonly thread: string
} | null>(null)
