/** Colours belong to people: ten names of colours, given in order of joining (LOOK section 3). Pure. */

export const COLOURS = 10

/** The smallest number that nobody has, as the joiner saw it; more people than colours: they repeat in turn. */
export function freeColour(taken: readonly number[]): number {
  for (let number = 0; ; number++) if (!taken.includes(number)) return number
}

/** The number of `--who-n` (1 to 10) for a person's colour number (0, 1, …). */
export const whoOf = (colour: number): number => (Math.max(0, Math.trunc(colour)) % COLOURS) + 1
