import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { dayOf } from '../../workspace/days'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { say } from '../facts/factsRoom'
import { type As, rotaSubject, SWAP, SWAP_ANSWER, swapAnswerBody, swapBody, TURN, type TurnSaying, turnBody, WILLING, willingBody } from './said'

/** What one can say about a turn. Each is signed by this device, for this person alone. */

export const beWilling = (workspace: OpenWorkspace, rota: string, as: As, from = dayOf(workspace.ground.now())): Promise<void> =>
  say(workspace, WILLING, rotaSubject(rota), willingBody(as, from))

const turn = (workspace: OpenWorkspace, rota: string, occasion: string, more: Partial<TurnSaying>): Promise<void> =>
  say(workspace, TURN, rotaSubject(rota), turnBody({ occasion, isTaken: true, reason: '', until: null, lines: '', beside: null, ...more }))

/** I will; I did. */
export const takeTurn = (workspace: OpenWorkspace, rota: string, occasion: string, beside: PersonId | null, lines = ''): Promise<void> =>
  turn(workspace, rota, occasion, { beside, lines })
export const skipTurn = (workspace: OpenWorkspace, rota: string, occasion: string, reason: string, until: string | null): Promise<void> =>
  turn(workspace, rota, occasion, { isTaken: false, reason, until })
export const askToSwap = (workspace: OpenWorkspace, rota: string, give: string, take: string, to: PersonId): Promise<void> =>
  say(workspace, SWAP, rotaSubject(rota), swapBody(give, take, to))
export const answerSwap = (workspace: OpenWorkspace, rota: string, swap: RecordId, yes: boolean): Promise<void> =>
  say(workspace, SWAP_ANSWER, rotaSubject(rota), swapAnswerBody(swap, yes))
