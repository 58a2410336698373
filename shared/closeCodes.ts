/** Why a relay ends a connection: WebSocket close codes, each with the words that an operator or a log may show. */
export const CLOSE = {
  goingAway: { code: 1001, words: 'the relay is stopping; connect again' },
  tryLater: { code: 1013, words: 'you read too slowly; connect again' },
  badMessage: { code: 4400, words: 'a message that this relay cannot read' },
  badSignature: { code: 4403, words: 'a signature that does not fit' },
  helloTimeout: { code: 4408, words: 'no hello in time' },
  tooManyConnections: { code: 4429, words: 'too many connections from one place' },
  wrongVersion: { code: 4406, words: 'another version of the protocol' },
} as const
export type CloseReason = keyof typeof CLOSE
export const closeReasonOf = (code: number): CloseReason | null => (Object.keys(CLOSE) as CloseReason[]).find((reason) => CLOSE[reason].code === code) ?? null
