/**
 * Reads one direction of a WebSocket connection, from its HTTP upgrade on, and gives the payloads in the clear: what a
 * browser sends is masked (RFC 6455 §5.3), which would hide a word from a search.
 */
export class WebSocketBytes {
  #waiting: Buffer = Buffer.alloc(0)
  #isUpgraded = false
  readonly #chunks: Buffer[] = []

  push(chunk: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, chunk])
    if (!this.#isUpgraded) {
      const end = this.#waiting.indexOf('\r\n\r\n')
      if (end < 0) return
      this.#chunks.push(this.#waiting.subarray(0, end + 4))
      this.#waiting = this.#waiting.subarray(end + 4)
      this.#isUpgraded = true
    }
    while (this.#takeFrame()) {}
  }

  /** The head of the upgrade and all payloads so far. */
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  /** Number of payloads so far. */
  get frames(): number {
    return Math.max(0, this.#chunks.length - 1)
  }

  #takeFrame(): boolean {
    const bytes = this.#waiting
    if (bytes.length < 2) return false
    const second = bytes.readUInt8(1)
    const short = second & 127
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
    const maskBytes = second & 128 ? 4 : 0
    const start = 2 + lengthBytes + maskBytes
    if (bytes.length < start) return false
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
    if (bytes.length < start + length) return false
    const mask = bytes.subarray(start - maskBytes, start)
    const payload = Buffer.from(bytes.subarray(start, start + length))
    if (maskBytes > 0) for (let at = 0; at < length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0)
    this.#chunks.push(payload)
    this.#waiting = bytes.subarray(start + length)
    return true
  }
}
