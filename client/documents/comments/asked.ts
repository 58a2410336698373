/** What was asked of the comments from outside of them: by a key, or by a button in the tools. Each asking is a new object. */
import type { CommentAct } from './keys'

export interface Asked {
  readonly act: CommentAct | 'open'
}
