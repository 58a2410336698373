/** A rule does not hold; the message begins with its number where it has one. */
export class Unsound extends Error {
  override readonly name = 'Unsound'
}
