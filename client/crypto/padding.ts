/**
 * Size classes of sealed frames, so that a relay learns little from lengths (PROTOCOL.md, "Padding").
 *
 * Stored frames: powers of two from 128 B to 1 KiB, then Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted
 * Files and Communication with PURBs", 2019): at most 12 % more, and only O(log log) of the length is told.
 * Live frames: multiples of 64 B.
 */
const SMALLEST = 128
const LARGEST_POWER = 1024
const LIVE_STEP = 64

/** The length, in bytes, that a whole stored frame of `length` bytes gets. */
export function sizeClass(length: number): number {
  if (length <= LARGEST_POWER) {
    let size = SMALLEST
    while (size < length) size *= 2
    return size
  }
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

export const liveSizeClass = (length: number): number => Math.ceil(length / LIVE_STEP) * LIVE_STEP
