import Papa from 'papaparse'
import { ok, type Result, refuse } from '../../../shared/result'

/** Tables as text (pure): what a spreadsheet program writes and reads. */

/** Bytes of a file; a chart of 400 roles has some 100 KB. */
export const CSV_MOST = 5_000_000
export const ROWS_MOST = 5_000

export type CsvRefusal = 'too big' | 'too many rows' | 'not text' | 'empty'

export interface CsvTable {
  readonly head: readonly string[]
  /** `line`: as an editor counts it, the head being line 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** Where a quotation mark is opened that nothing closes, so that what follows cannot be told apart; null: nowhere. */
  readonly openQuote: number | null
  /** It was no UTF-8: read as what older programs write (Windows-1252). */
  readonly isOldEncoding: boolean
}

/** UTF-8 with or without a mark, UTF-16 with one; anything else as Windows-1252, unless it has signs that no text has. */
function decode(bytes: Uint8Array): { text: string; isOld: boolean } | null {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), isOld: false }
  if (bytes.includes(0)) return null
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isOld: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isOld: true }
  }
}

export function readCsv(bytes: Uint8Array): Result<CsvTable, CsvRefusal> {
  if (bytes.length > CSV_MOST) return refuse('too big')
  const decoded = decode(bytes)
  if (!decoded) return refuse('not text')
  const { text } = decoded
  const all: { line: number; cells: string[] }[] = []
  let openQuote: number | null = null
  // A cell may hold several lines: they count.
  let line = 1
  let from = 0
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === 'Quotes')) openQuote ??= line
      const cells = data.map(plain)
      if (cells.some((cell) => cell !== '')) all.push({ line, cells })
      line += text.slice(from, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0
      from = meta.cursor
    },
  })
  const [head, ...rows] = all
  if (!head || rows.length === 0) return refuse('empty')
  if (rows.length > ROWS_MOST) return refuse('too many rows')
  return ok({ head: head.cells.map((cell) => cell.toLowerCase()), rows, openQuote, isOldEncoding: decoded.isOld })
}

/** A cell without the sign that keeps a spreadsheet from reading it as a formula. */
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '').trim()

/** What begins like a formula is kept from being one. */
const safe = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** With a mark at its beginning, by which spreadsheet programs know UTF-8. */
export const writeCsv = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${Papa.unparse({ fields: [...head], data: rows.map((row) => row.map(safe)) }, { newline: '\r\n' })}\r\n`
