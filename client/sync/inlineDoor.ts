import type { OpenDoor } from './door'
import { type HostSeams, LinkHost } from './linkHost'
import { linkCrypto } from './room/linkCrypto'

/** In this thread: for Node, for windows whose disk fails ([S13]: only they see what they hold), for browsers without module workers. */
export const inlineDoor =
  (seams: Omit<HostSeams, 'crypto'>): OpenDoor =>
  (tell) => {
    const host = new LinkHost({ ...seams, crypto: linkCrypto }, tell)
    const started = host.start().catch((error: unknown) => console.error('the link could not start', error))
    return {
      post: (message) => host.hear(message),
      stop: () => host.stop(),
      settled: async () => {
        await started
        await host.settled()
      },
    }
  }
