import type { Session } from '../workspace/session'

export async function openExample(session: Session, now: number): Promise<string> {
  const { documentId } = await session.create({ name: 'The Ropewalk Tenants’ Union', myName: 'Linh', relays: [], example: true })
  return now > 0 ? documentId : ''
}
