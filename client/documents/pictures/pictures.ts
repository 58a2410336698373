/** What a text needs of whoever keeps its pictures. */
export interface Pictures {
  /** Keeps the bytes. Their name. */
  add(picture: { readonly type: 'image/webp' | 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array }): Promise<string>
  /** Tells an address that can be shown, or null as long as the bytes are not here. Returns how to stop. */
  show(name: string, tell: (url: string | null) => void): () => void
}

/** Where no picture is kept: each stays a place with its words. */
export const NO_PICTURES: Pictures = {
  add: () => Promise.reject(new Error('no pictures are kept here')),
  show: (_name, tell) => {
    tell(null)
    return () => {}
  },
}
