/** What the room `workspace` says. Every key begins with 'workspace.'. */
export const workspace = {} as const
