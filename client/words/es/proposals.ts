import type { proposals as english } from '../en/proposals'
import { translationOf } from '../translation'

/** 'proposals' */
export const proposals = translationOf<typeof english>()({
  'proposals.title': 'Propuestas',
  'proposals.decisions': 'Decisiones',
})
