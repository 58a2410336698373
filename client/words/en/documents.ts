/** What the room `documents` says. Every key begins with 'documents.'. */
export const documents = {} as const
