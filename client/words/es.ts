/** Everything that the app says in Spanish: of Latin America, without a region; one person is "tú", a group "ustedes", and nobody has a gender where it can be helped. */
import { circles } from './es/circles'
import { comments } from './es/comments'
import { copies } from './es/copies'
import { design } from './es/design'
import { documents } from './es/documents'
import { history } from './es/history'
import { home } from './es/home'
import { proposals } from './es/proposals'
import { shell } from './es/shell'
import { sync } from './es/sync'
import { turns } from './es/turns'
import { workspace } from './es/workspace'

export const es = {
  ...circles,
  ...comments,
  ...copies,
  ...design,
  ...documents,
  ...history,
  ...home,
  ...proposals,
  ...shell,
  ...sync,
  ...turns,
  ...workspace,
} as const
