import { ByteWriter, fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from '../../shared/bytes'

/**
 * [S10b] Whether everybody who has the same frames shows the same text. Each replica says in its presence, when it is
 * idle and nothing of it is unsent, at which place of the log it stands and what its text hashes to, signed by its
 * device. Same chain, other hash, for 30 seconds: "your copies differ". A claim is shown, never acted upon: nothing is
 * seeded anew from it.
 */
export interface CopyClaim {
  readonly seq: number
  /** Hex. */
  readonly chain: string
  /** Hash of the canonical text; base64url. */
  readonly hash: string
  /** The device's public key, hex. */
  readonly device: string
  /** base64url. */
  readonly signature: string
}
/** What the rooms above lend: sync knows neither the text's form nor the device's key. */
export interface CopyClaims {
  /** Hash of the canonical text of this Y.Doc; null where there is none for its kind. */
  textHash(ydoc: import('yjs').Doc): Uint8Array | null
  readonly device: Uint8Array
  sign(bytes: Uint8Array): Promise<Uint8Array>
  verify(device: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>
}

export const DIFFERS_AFTER_MS = 30_000
/** Own hashes that are remembered: others may be a little behind. */
const KEPT = 16
const DOMAIN = utf8('leaderful/v1/copy\0')

/** What the device signs. */
export const claimBytes = (documentId: Uint8Array, { seq, chain, hash }: Pick<CopyClaim, 'seq' | 'chain' | 'hash'>): Uint8Array =>
  new ByteWriter().raw(DOMAIN).raw(documentId).u64(seq).raw(fromHex(chain)).raw(fromBase64Url(hash)).finish()

/** null for anything that is not a claim. */
export function readClaim(value: unknown): CopyClaim | null {
  if (typeof value !== 'object' || value === null) return null
  const { seq, chain, hash, device, signature } = value as Record<string, unknown>
  const isPlace = Number.isSafeInteger(seq) && typeof chain === 'string' && /^[0-9a-f]{32}$/.test(chain)
  if (!isPlace || typeof hash !== 'string' || hash.length !== 43 || typeof device !== 'string' || !/^[0-9a-f]{64}$/.test(device)) return null
  return typeof signature === 'string' && signature.length === 86 ? { seq: seq as number, chain: chain as string, hash, device, signature } : null
}

/** The comparison itself; pure but for the verification that is handed in. */
export class CopyCheck {
  /** Own hashes by chain; newest last. */
  readonly #own = new Map<string, string>()
  /** Since when a client's claim has been unlike ours. */
  readonly #unlike = new Map<number, { chain: string; since: number }>()
  readonly #checked = new Map<number, { text: string; claim: CopyClaim | null }>()

  constructor(
    readonly documentId: Uint8Array,
    readonly claims: CopyClaims,
  ) {}

  /** Made when idle, at a place up to which everything was applied and sent. */
  async claim(place: { seq: number; chain: string }, ydoc: import('yjs').Doc): Promise<CopyClaim | null> {
    const bytes = this.claims.textHash(ydoc)
    if (bytes === null) return null
    const hash = toBase64Url(bytes)
    this.#own.delete(place.chain)
    this.#own.set(place.chain, hash)
    for (const chain of this.#own.keys()) if (this.#own.size > KEPT) this.#own.delete(chain)
    const signature = await this.claims.sign(claimBytes(this.documentId, { ...place, hash }))
    return { ...place, hash, device: toHex(this.claims.device), signature: toBase64Url(signature) }
  }
  /** From others' presence: whose claims stand now. */
  async hear(claims: ReadonlyMap<number, unknown>): Promise<void> {
    for (const client of [...this.#checked.keys()]) if (!claims.has(client)) this.#forget(client)
    for (const [client, value] of claims) {
      const text = JSON.stringify(value ?? null)
      if (this.#checked.get(client)?.text === text) continue
      const claim = readClaim(value)
      this.#checked.set(client, { text, claim: null })
      const isTrue = claim !== null && (await this.#verify(claim))
      if (isTrue && this.#checked.get(client)?.text === text) this.#checked.set(client, { text, claim })
    }
  }
  async #verify(claim: CopyClaim): Promise<boolean> {
    try {
      return await this.claims.verify(fromHex(claim.device), claimBytes(this.documentId, claim), fromBase64Url(claim.signature))
    } catch {
      return false
    }
  }
  #forget(client: number): void {
    this.#checked.delete(client)
    this.#unlike.delete(client)
  }
  /** `isIdle`: nothing is unsent here, and everything was applied. */
  differs(now: number, isIdle: boolean): boolean {
    let differs = false
    for (const [client, { claim }] of this.#checked) {
      const own = claim && this.#own.get(claim.chain)
      const isUnlike = isIdle && claim !== null && own !== undefined && own !== claim.hash
      if (!isUnlike) {
        this.#unlike.delete(client)
        continue
      }
      const known = this.#unlike.get(client)
      const since = known?.chain === claim.chain ? known.since : now
      this.#unlike.set(client, { chain: claim.chain, since })
      differs ||= now - since >= DIFFERS_AFTER_MS
    }
    return differs
  }
}
