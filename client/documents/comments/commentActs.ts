/** What can be done with comments: each act is one signed record of the text's document; the voice rung is enough. */

import { type RecordId, recordIdBytes } from '../../crypto/record'
import { FORGET, forgetBody } from '../../crypto/recordSet'
import type { RecordRoom, Records } from '../../workspace/records'
import { commentBody, type Hook, hungBody, type Mention, newThreadId, replyBody } from './commentRecords'
import { COMMENT, HUNG, REOPENED, REPLY, RESOLVED } from './commentTypes'

export interface CommentActs {
  /** The new thread's id, once it is on this device. */
  begin(text: string, mentions: readonly Mention[], hook: Hook): Promise<string>
  reply(thread: string, text: string, mentions: readonly Mention[]): Promise<void>
  resolve(thread: string): Promise<void>
  reopen(thread: string): Promise<void>
  hang(thread: string, hook: Hook): Promise<void>
  /** Its words go from every device; what this device itself said only. */
  takeBack(thread: string, id: RecordId): Promise<void>
}

export function commentActs(records: Pick<Records, 'append'>, room: RecordRoom): CommentActs {
  const say = async (type: string, subject: string, body: Parameters<Records['append']>[1]['body']): Promise<void> => {
    await records.append(room, { type, subject, body })
  }
  return {
    async begin(text, mentions, hook) {
      const thread = newThreadId()
      await say(COMMENT, thread, commentBody(text, mentions, hook))
      return thread
    },
    reply: (thread, text, mentions) => say(REPLY, thread, replyBody(text, mentions)),
    resolve: (thread) => say(RESOLVED, thread, {}),
    reopen: (thread) => say(REOPENED, thread, {}),
    hang: (thread, hook) => say(HUNG, thread, hungBody(hook)),
    takeBack: (thread, id) => say(FORGET, thread, forgetBody([recordIdBytes(id)])),
  }
}
