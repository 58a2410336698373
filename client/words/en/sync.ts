/** What the room `sync` says. Every key begins with 'sync.'. */
export const sync = {} as const
