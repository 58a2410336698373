/**
 * Everything that the app says in English, composed from one file per room.
 *
 * Keys are written out in full in the room's file ('documents.placeholder'), so that a search for what stands in `t('…')` finds the words themselves.
 * Values are ICU messages. What may not be said stands in `tests/client/words/forbidden.ts`.
 */
import { circles } from './en/circles'
import { copies } from './en/copies'
import { proposals } from './en/proposals'
import { turns } from './en/turns'
import { first } from './first'

export const en = { ...first, ...circles, ...copies, ...proposals, ...turns } as const
