/** A WebSocket as the link uses it: bytes in and out, closed with a code. A simulation brings its own. */
export interface LinkSocket {
  onopen: (() => void) | null
  onmessage: ((bytes: Uint8Array) => void) | null
  /** Once, however it ended; 1006 where nobody said why. */
  onclose: ((code: number) => void) | null
  send(bytes: Uint8Array): void
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number
  /** `onclose` may follow; nothing else does. */
  close(): void
}
/** Dials. Never throws; what fails is `onclose`. */
export type SocketFactory = (url: string) => LinkSocket

/** The browser's own WebSocket (or one that is shaped like it, such as `ws`). */
export function webSocketFactory(Socket: { new (url: string): WebSocket } = globalThis.WebSocket): SocketFactory {
  return (url) => {
    const made: LinkSocket = { onopen: null, onmessage: null, onclose: null, send: () => {}, bufferedAmount: 0, close: () => {} }
    let socket: WebSocket
    try {
      socket = new Socket(url)
    } catch {
      queueMicrotask(() => made.onclose?.(1006)) // not a WebSocket URL, or forbidden by the page's policy
      return made
    }
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => made.onopen?.()
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) made.onmessage?.(new Uint8Array(data))
      else socket.close()
    }
    socket.onerror = () => {} // `onclose` follows
    socket.onclose = ({ code }) => made.onclose?.(code)
    return {
      get onopen() {
        return made.onopen
      },
      set onopen(listener) {
        made.onopen = listener
      },
      get onmessage() {
        return made.onmessage
      },
      set onmessage(listener) {
        made.onmessage = listener
      },
      get onclose() {
        return made.onclose
      },
      set onclose(listener) {
        made.onclose = listener
      },
      send: (bytes) => {
        if (socket.readyState === socket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>)
      },
      get bufferedAmount() {
        return socket.bufferedAmount
      },
      close: () => socket.close(),
    }
  }
}
