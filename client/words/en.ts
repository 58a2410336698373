/**
 * Everything that the app says in English, composed from one file per room.
 *
 * Keys are written out in full in the room's file ('documents.placeholder'), so that a search for what stands in `t('…')` finds the words themselves.
 * Values are ICU messages. What may not be said stands in `tests/client/words/forbidden.ts`.
 */
import { comments } from './en/comments'
import { copies } from './en/copies'
import { design } from './en/design'
import { documents } from './en/documents'
import { history } from './en/history'
import { home } from './en/home'
import { shell } from './en/shell'
import { sync } from './en/sync'
import { workspace } from './en/workspace'

export const en = { ...comments, ...copies, ...design, ...documents, ...history, ...home, ...shell, ...sync, ...workspace } as const
