import { NONCE_BYTES, SIGNATURE_BYTES } from '../../shared/frame'
import { type MadeFrame, makeUpdate, type RoomSecrets } from '../../tests/support/frames'

/** Bytes of a keystroke's frame: the size class of a 30-byte update. */
export const KEYSTROKE_FRAME = 256
const HEAD_BYTES = 2 + 1 + 1 + 1 + 32 + 2 + NONCE_BYTES + 4

/** To a relay, sealed bytes are any bytes: noise behind a real head, with a real signature. */
export const keystrokeFrame = (room: RoomSecrets): MadeFrame => makeUpdate(room, KEYSTROKE_FRAME - HEAD_BYTES - SIGNATURE_BYTES)

/** A frame's id, to be looked up by. */
export const keyOf = (frameId: Uint8Array): string => Buffer.from(frameId.buffer, frameId.byteOffset, 12).toString('latin1')
