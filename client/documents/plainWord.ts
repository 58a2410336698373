import type { comments } from '../words/en/comments'
import type { documents } from '../words/en/documents'

type Documents = typeof documents & typeof comments

/** A key of this room whose words take no values: what a table of tools may hold. */
export type PlainWord = { [K in keyof Documents]: Documents[K] extends `${string}{${string}` ? never : K }[keyof Documents]
