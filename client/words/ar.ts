/** Everything that the app says in Arabic: modern standard, without vowel signs; buttons are verbal nouns, because an imperative would be said to a man or to a woman. */
import { circles } from './ar/circles'
import { comments } from './ar/comments'
import { copies } from './ar/copies'
import { design } from './ar/design'
import { documents } from './ar/documents'
import { history } from './ar/history'
import { home } from './ar/home'
import { proposals } from './ar/proposals'
import { shell } from './ar/shell'
import { sync } from './ar/sync'
import { turns } from './ar/turns'
import { workspace } from './ar/workspace'

export const ar = {
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
