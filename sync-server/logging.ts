/**
 * The operator's log: one line an event, in plain words. Never an address, a room, a frame, or anything else that says
 * who wrote what with whom.
 */
export interface Logger {
  info(words: string): void
  warn(words: string): void
  error(words: string): void
}

export const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

const line = (level: string, words: string): string => `${new Date().toISOString()} ${level} ${words}`
export const consoleLogger: Logger = {
  info: (words) => console.log(line('info', words)),
  warn: (words) => console.warn(line('warn', words)),
  error: (words) => console.error(line('error', words)),
}
