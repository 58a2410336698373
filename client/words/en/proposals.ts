/** What the room `proposals` says. Every key begins with 'proposals.'. */
export const proposals = {
  'proposals.title': 'Proposals',
  'proposals.decisions': 'Decisions',
} as const
