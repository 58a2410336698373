import { addContent, type Content, union } from './content'

/**
 * The link's picture of what a relay will keep, as far as it has seen rows go by: one entry per place in its log.
 * A snapshot stands for its whole range; rows in the range are as good as gone, even if just delivered ([S7a]).
 */
export class Picture {
  /** Places ascending, as far as they came in order. */
  #rows: { place: number; content: Content }[] = []
  /** How many of the first rows have been put together. */
  #packed = 0
  /** The picture holds everything that the relay has after this place. */
  start: number
  /** End of the newest cover seen. */
  coverEnd = 0
  /** Something has come that must be compared with what the device holds. */
  mustCompare: boolean

  constructor(start: number) {
    this.start = start
    this.mustCompare = start === 0
  }

  row(place: number, content: Content): void {
    this.#rows.push({ place, content })
    if (this.#rows.length - this.#packed >= 1024) this.#pack()
  }

  /** A snapshot that covers (0, to]. */
  cover(to: number, content: Content): void {
    this.#rows = this.#rows.filter(({ place }) => place > to)
    this.#packed = 0
    this.#rows.unshift({ place: to, content })
    this.coverEnd = Math.max(this.coverEnd, to)
    this.start = 0
    this.mustCompare = true
  }

  content(): Content {
    return union(this.#rows.map(({ content }) => content))
  }

  /**
   * Half of the rows become one: consecutive keystrokes are a single range. A cover that ends inside them takes them as
   * a whole, so that too much is compared as missing, never too little.
   */
  #pack(): void {
    const half = this.#rows.splice(0, this.#rows.length - 512)
    const last = half[half.length - 1]
    if (!last) return
    const content = union([])
    for (const row of half) addContent(content, row.content)
    // The place of a pack is its first row's: any cover that reaches into it takes it.
    this.#rows.unshift({ place: half[0]?.place ?? last.place, content })
    this.#packed = 1
  }
}
