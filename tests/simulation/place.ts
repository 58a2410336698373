import type { DocumentIdentity } from '../../client/crypto/frameBodies'
import type { RecordPlace } from '../../client/crypto/record'
import { type Capability, newCapability } from '../../client/crypto/seed'

/** The one document of a run, and the keys of its room. */
export class Place {
  readonly capability: Capability = newCapability()
  readonly identity: DocumentIdentity = { workspaceId: new Uint8Array(16).fill(1), documentId: new Uint8Array(16).fill(2), kind: 'text' }

  get recordPlace(): RecordPlace {
    const { keys } = this.capability
    if (!keys) throw new Error('a capability of the edit rung knows its keys')
    return { ...this.identity, keys }
  }
}
