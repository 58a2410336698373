/**
 * The name of a relay as it was dialled: `URL.host`, lower case, the port left out where it is the scheme's own.
 * A proof speaks it, so that a hostile relay cannot pass an honest one's nonce on (PROTOCOL.md, "The proof").
 */
export const relayNameOf = (url: string): string => new URL(url).host.toLowerCase()
