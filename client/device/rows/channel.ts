/** What the windows and workers of one device tell each other. */
export interface Channel {
  post(message: unknown): void
  /** From the others, never one's own. */
  listen(listener: (message: unknown) => void): void
  close(): void
}

/** Null where the browser has none: the others then notice nothing, and lose nothing. */
export function broadcastChannel(name: string): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.onmessage = (event: MessageEvent) => listener(event.data)
    },
    close: () => channel.close(),
  }
}

/** Windows within one program: for the engine in memory. Messages arrive in a microtask of their own. */
export class ChannelHub {
  readonly #open = new Map<Channel, (message: unknown) => void>()

  join(): Channel {
    const channel: Channel = {
      post: (message) => {
        for (const other of this.#open.keys()) if (other !== channel) queueMicrotask(() => this.#open.get(other)?.(message))
      },
      listen: (listener) => this.#open.set(channel, listener),
      close: () => this.#open.delete(channel),
    }
    this.#open.set(channel, () => {})
    return channel
  }
}
