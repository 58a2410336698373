/** The English that comes with the first screen. A room whose screens come later brings its own (`later/`), so that it weighs nothing before. */
import { comments } from './en/comments'
import { design } from './en/design'
import { documents } from './en/documents'
import { history } from './en/history'
import { home } from './en/home'
import { shell } from './en/shell'
import { sync } from './en/sync'
import { workspace } from './en/workspace'

export const first = { ...comments, ...design, ...documents, ...history, ...home, ...shell, ...sync, ...workspace } as const
