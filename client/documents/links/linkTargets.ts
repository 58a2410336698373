/** What a text can link to, as whoever shows the text knows it: the documents of the workspace. */
export interface LinkTarget {
  readonly id: string
  readonly title: string
}

export interface LinkTargets {
  /** What a document is called now; null: this device does not have it. */
  titleOf(id: string): string | null
  /** Those whose title has the typed words, the nearest first; without words, what was changed last. */
  find(typed: string): readonly LinkTarget[]
  /** Called when a title may have changed. Returns how to stop. */
  subscribe(listener: () => void): () => void
  /** Goes there; `beside`: in a tab of its own. */
  open(id: string, beside: boolean): void
}

/** Where no other document is known. */
export const NO_TARGETS: LinkTargets = { titleOf: () => null, find: () => [], subscribe: () => () => {}, open: () => {} }
