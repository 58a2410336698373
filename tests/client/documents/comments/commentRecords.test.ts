import { describe, expect, it } from 'vitest'
import type { CborValue } from '../../../../client/crypto/deterministicCbor'
import { publicKeyOf } from '../../../../client/crypto/ed25519'
import { makeRecord, verifyRecord } from '../../../../client/crypto/record'
import {
  commentBody,
  hungBody,
  isThreadId,
  LONGEST_QUOTE,
  LONGEST_READ,
  LONGEST_WRITTEN,
  newThreadId,
  readCommentRecord,
  replyBody,
  tooLong,
} from '../../../../client/documents/comments/commentRecords'
import { COMMENT, HUNG, REPLY } from '../../../../client/documents/comments/commentTypes'
import { threadsOf } from '../../../../client/documents/comments/threads'
import { bob, comment, hook, record, reply, THREAD } from './said'

describe('a comment’s record', () => {
  it('comes through signing, storing and verifying as it was made', async () => {
    const place = { workspaceId: new Uint8Array(16).fill(1), documentId: new Uint8Array(16).fill(2), keys: { writePublic: new Uint8Array(32) } }
    const secret = new Uint8Array(32).fill(7)
    const position = { from: Uint8Array.of(1, 2, 3), to: Uint8Array.of(4) }
    const body = commentBody('Can 84 of us walk them? @Bob', [{ device: bob, name: 'Bob' }], { ...hook, position })
    const { workspaceId, documentId } = place
    const made = await makeRecord(
      { type: COMMENT, workspaceId, documentId, subject: newThreadId(), body, after: [], device: publicKeyOf(secret), at: 5 },
      secret,
    )
    const checked = await verifyRecord(made.bytes, place)
    if (!checked.ok) throw new Error(checked.reason)
    expect(readCommentRecord(checked.value)).toMatchObject({
      type: COMMENT,
      words: { text: 'Can 84 of us walk them? @Bob', cut: 0, mentions: [{ device: bob, name: 'Bob' }] },
      hook: { ...hook, position },
    })
  })

  it.each<[string, CborValue]>([
    ['no body', null],
    ['a list', ['text']],
    ['a number for a text', { text: 7 }],
    ['an empty text', { text: ' \n ' }],
    ['bytes', new Uint8Array(3)],
    ['signs that only control', { text: '\u0000\u0007\u202e' }],
  ])('is not read where it holds %s', (_, body) => {
    expect(readCommentRecord(record({ type: COMMENT, body }))).toBeNull()
    expect(threadsOf([record({ type: COMMENT, body })])).toEqual([])
  })

  it('is read without what is not as agreed in it', () => {
    const body = {
      text: 'words',
      mentions: [{ device: 'no', name: 4 }, 5, { device: new Uint8Array(32), name: 'Ana' }],
      quote: 8,
      position: { from: 'x', to: null },
    }
    expect(readCommentRecord(record({ type: COMMENT, body }))).toMatchObject({ words: { text: 'words', mentions: [{ name: 'Ana' }] }, hook: null })
    const far = { text: 'words', quote: 'q'.repeat(5_000), before: 'b'.repeat(900), position: { from: new Uint8Array(900), to: new Uint8Array(1) } }
    const read = readCommentRecord(record({ type: COMMENT, body: far }))
    expect(read).toMatchObject({ hook: { quote: 'q'.repeat(LONGEST_QUOTE), whole: false, position: null } })
  })

  it('belongs to a thread with an id of ours, and has a maker', () => {
    expect(readCommentRecord(comment('words', { thread: '"] { color: red' }))).toBeNull()
    expect(readCommentRecord(comment('words', { thread: '' }))).toBeNull()
    expect(readCommentRecord(comment('words', { by: null }))).toBeNull()
    expect(isThreadId(newThreadId())).toBe(true)
    expect(isThreadId(THREAD)).toBe(true)
  })

  it('from a clock beyond all dates still has one', () => {
    const read = readCommentRecord(comment('words', { at: Number.MAX_SAFE_INTEGER }))
    expect(new Date(read?.at ?? Number.NaN).getUTCFullYear()).toBe(9999)
  })

  it('of a megabyte is cut where it is read, and says how much is missing', () => {
    const read = readCommentRecord(reply('é'.repeat(1_000_000)))
    if (read?.type !== REPLY) throw new Error('not read')
    expect(read.words.text).toHaveLength(LONGEST_READ)
    expect(read.words.cut).toBe(900_000)
  })

  it('of 5,000 words is kept whole', () => {
    const read = readCommentRecord(record({ type: REPLY, body: replyBody('words '.repeat(5_000), []) }))
    expect(read?.type === REPLY && read.words.cut).toBe(0)
  })

  it('loses the signs that would turn the direction of the screen around it, and keeps its lines', () => {
    const read = readCommentRecord(reply('one\r\n\u202etwo\u0000'))
    expect(read?.type === REPLY && read.words.text).toBe('one\ntwo')
  })

  it('that hangs it elsewhere needs words to hang on', () => {
    expect(readCommentRecord(record({ type: HUNG, body: {} }))).toBeNull()
    expect(readCommentRecord(record({ type: HUNG, body: hungBody(hook) }))).toMatchObject({ hook })
  })
})

it('one’s own comment has a length that is told before it is sent', () => {
  expect(tooLong('a'.repeat(LONGEST_WRITTEN))).toBe(0)
  expect(tooLong(` ${'a'.repeat(LONGEST_WRITTEN + 12)} `)).toBe(12)
})
