/** "417 206": easier to read from one screen to the other. */
export const spaced = (number: string): string => `${number.slice(0, 3)} ${number.slice(3)}`
