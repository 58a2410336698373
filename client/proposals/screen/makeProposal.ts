import type { Result } from '../../../shared/result'
import { ok } from '../../../shared/result'
import type { Lineage } from '../../copies/lineage'
import { bringBack } from '../../copies/review/bringBack'
import { createDocument } from '../../workspace/acts'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { type ActRefusal, propose } from '../facts/acts'
import type { NewProposal } from './NewProposalDialog'

/** A document for its text, and the word that it is a proposal. The document's id. */
export async function makeProposal(
  workspace: OpenWorkspace,
  { title, sentence, circle, bid }: NewProposal,
  /** The copy whose changes are proposed. */
  lineage: Lineage | null,
): Promise<Result<string, ActRefusal>> {
  if (!workspace.mayWrite) return { ok: false, reason: 'may not' }
  const document = await createDocument(workspace, { title, sort: 'proposal' })
  // Its changes as they are now can be looked at by everybody.
  if (lineage) await bringBack(workspace, lineage)
  const changes = lineage && { main: lineage.parent, copy: lineage.id }
  const said = await propose(workspace, { document, sentence, circle, changes, bid })
  return said.ok ? ok(document) : said
}
