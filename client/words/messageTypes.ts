/**
 * Which values an ICU message wants, read from its text by the type checker.
 *
 * The message is walked from brace to brace with a stack that says what we are inside of: the words of a message, or the options of a plural or a choice.
 * Apostrophe quoting of braces is not understood here; no message needs it.
 */

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `\n${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S

interface Kinds {
  plural: number
  selectordinal: number
  select: string
  number: number
  date: Date | number
  time: Date | number
}
type ValueOf<Kind extends string> = Kind extends keyof Kinds ? Kinds[Kind] : string | number

type Place = 'words' | 'options'
type Leave<Stack extends Place[]> = Stack extends [Place, ...infer Rest extends Place[]] ? Rest : []

/** `Found` collects pairs of name and type. */
type Walk<M extends string, Stack extends Place[], Found extends [string, unknown]> = M extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? Walk<`${Rest}{${After}`, Leave<Stack>, Found>
    : Stack extends ['options', ...Place[]]
      ? Walk<After, ['words', ...Stack], Found>
      : After extends `${infer Argument}}${infer Rest}`
        ? Argument extends `${infer Name},${infer Kind},${string}`
          ? Trim<Kind> extends 'plural' | 'selectordinal' | 'select'
            ? After extends `${string},${string},${infer Options}`
              ? Walk<Options, ['options', ...Stack], Found | [Trim<Name>, ValueOf<Trim<Kind>>]>
              : Found
            : Walk<Rest, Stack, Found | [Trim<Name>, ValueOf<Trim<Kind>>]>
          : Argument extends `${infer Name},${infer Kind}`
            ? Walk<Rest, Stack, Found | [Trim<Name>, ValueOf<Trim<Kind>>]>
            : Walk<Rest, Stack, Found | [Trim<Argument>, string | number]>
        : Found
  : Found

type Pairs<M extends string> = Walk<M, [], never>

/** `{ count: number }` for '{count, plural, one {# change} other {# changes}}'. A name that stands twice must suit both places. */
export type ValuesOf<M extends string> = string extends M ? Record<string, string | number | Date> : { [P in Pairs<M> as P[0]]: P[1] }
