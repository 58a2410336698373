/** What the room `shell` says. Every key begins with 'shell.'. */
export const shell = {} as const
