/** The records that comments are made of, by their types: all that a text without comments has to know. Pure. */
export const COMMENT = 'comment'
export const REPLY = 'comment-reply'
export const RESOLVED = 'comment-resolved'
export const REOPENED = 'comment-reopened'
export const HUNG = 'comment-hung'
const TYPES: ReadonlySet<string> = new Set([COMMENT, REPLY, RESOLVED, REOPENED, HUNG])

export const isCommentType = (type: string): boolean => TYPES.has(type)
