import type { RecordId } from '../../crypto/record'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { Member } from '../../workspace/people'
import { say } from '../facts/factsRoom'
import { THANKS, THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody, thanksBody } from './thanks'

/** [R5] "People go to Ana for …", for Ana to say yes to. A person is named by one of their devices. */
export async function acknowledge(workspace: OpenWorkspace, { devices }: Member, what: string): Promise<void> {
  const device = devices.find(({ isLost }) => !isLost) ?? devices[0]
  if (device) await say(workspace, THANKS, THANKS_SUBJECT, thanksBody(device.id, what))
}
export const answerThanks = (workspace: OpenWorkspace, thanks: RecordId, yes: boolean): Promise<void> =>
  say(workspace, THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(thanks, yes))
