/** What the room `home` says. Every key begins with 'home.'. */
export const home = {} as const
