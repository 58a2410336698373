import { describe, expect, it } from 'vitest'
import { NEXT, PHASES, ROOM_EVENTS, type RoomEvent, type RoomPhase } from '../../../client/sync/room/roomPhase'
import { NEXT_SOCKET, SOCKET_EVENTS, SOCKET_PHASES, type SocketEvent, type SocketPhase } from '../../../client/sync/socketPhase'

/** Written out a second time on purpose: a change of the table has to be meant twice. `.` = stays. */
const ROOM: Record<RoomPhase, Record<RoomEvent, RoomPhase | '.'>> = {
  loading: { loaded: 'closed', connected: '.', disconnected: '.', caughtUp: '.', restart: '.', fault: '.', refused: '.', retry: '.', stop: 'stopped' },
  closed: { loaded: '.', connected: 'asking', disconnected: '.', caughtUp: '.', restart: '.', fault: '.', refused: '.', retry: '.', stop: 'stopped' },
  asking: {
    loaded: '.',
    connected: '.',
    disconnected: 'closed',
    caughtUp: 'live',
    restart: '.',
    fault: 'paused',
    refused: 'refused',
    retry: '.',
    stop: 'stopped',
  },
  live: {
    loaded: '.',
    connected: 'asking',
    disconnected: 'closed',
    caughtUp: '.',
    restart: 'asking',
    fault: 'paused',
    refused: 'refused',
    retry: '.',
    stop: 'stopped',
  },
  paused: {
    loaded: '.',
    connected: 'asking',
    disconnected: 'closed',
    caughtUp: '.',
    restart: '.',
    fault: '.',
    refused: 'refused',
    retry: 'asking',
    stop: 'stopped',
  },
  refused: {
    loaded: '.',
    connected: 'asking',
    disconnected: 'closed',
    caughtUp: '.',
    restart: '.',
    fault: '.',
    refused: '.',
    retry: 'asking',
    stop: 'stopped',
  },
  stopped: { loaded: '.', connected: '.', disconnected: '.', caughtUp: '.', restart: '.', fault: '.', refused: '.', retry: '.', stop: '.' },
}
const SOCKET: Record<SocketPhase, Record<SocketEvent, SocketPhase | '.'>> = {
  idle: { wanted: 'dialling', unwanted: '.', due: '.', opened: '.', closed: '.', stop: 'stopped' },
  waiting: { wanted: '.', unwanted: 'idle', due: 'dialling', opened: '.', closed: '.', stop: 'stopped' },
  dialling: { wanted: '.', unwanted: 'idle', due: '.', opened: 'open', closed: 'waiting', stop: 'stopped' },
  open: { wanted: '.', unwanted: 'idle', due: '.', opened: '.', closed: 'waiting', stop: 'stopped' },
  stopped: { wanted: '.', unwanted: '.', due: '.', opened: '.', closed: '.', stop: '.' },
}

describe('every event has an answer in every phase', () => {
  for (const phase of PHASES)
    for (const event of ROOM_EVENTS)
      it(`a room that is ${phase}: ${event}`, () => expect(NEXT[phase][event]).toBe(ROOM[phase][event] === '.' ? phase : ROOM[phase][event]))
  for (const phase of SOCKET_PHASES)
    for (const event of SOCKET_EVENTS)
      it(`a socket that is ${phase}: ${event}`, () => expect(NEXT_SOCKET[phase][event]).toBe(SOCKET[phase][event] === '.' ? phase : SOCKET[phase][event]))

  it('nothing leaves "stopped", and everything can be stopped', () => {
    for (const event of ROOM_EVENTS) expect(NEXT.stopped[event]).toBe('stopped')
    for (const phase of PHASES) expect(NEXT[phase].stop).toBe('stopped')
    for (const phase of SOCKET_PHASES) expect(NEXT_SOCKET[phase].stop).toBe('stopped')
  })
})
