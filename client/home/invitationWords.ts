import { decodeInvitation, type Invitation, type InvitationRefusal } from '../crypto/invitation'
import { t } from '../words/words'

/** An invitation as a screen needs it, or in words why it does not open. */
export type OpenedInvitation = { readonly ok: true; readonly invitation: Invitation } | { readonly ok: false; readonly words: string }

const WORDS: Record<InvitationRefusal, () => string> = {
  'not an invitation': () => t('workspace.invitation.not'),
  'unknown type': () => t('workspace.invitation.newer'),
  'newer version': () => t('workspace.invitation.newer'),
  'cut off': () => t('workspace.invitation.cutOff'),
  'wrong check': () => t('workspace.invitation.broken'),
  malformed: () => t('workspace.invitation.broken'),
}

export function openInvitation(fragment: string): OpenedInvitation {
  const decoded = decodeInvitation(fragment)
  if (!decoded.ok) return { ok: false, words: WORDS[decoded.reason]() }
  // To one document alone: this version makes none and would take it for a workspace.
  if (decoded.value.type === 'document') return { ok: false, words: t('workspace.invitation.newer') }
  return { ok: true, invitation: decoded.value }
}
