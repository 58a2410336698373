/** How a picture is drawn: its place at once, in its shape; its bytes when it comes near the window; words as long as they are not here. Plain DOM. */
import type { Extensions } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Image } from '../schema/blocks'
import type { Pictures } from './pictures'

export interface PictureViewSettings {
  readonly pictures: () => Pictures
  /** Where the bytes are not here (yet): what it is, and how large. */
  notHere(alt: string, width: number | null, height: number | null): string
  edit(): string
  /** What it shows is to be said. */
  onWords(position: number): void
}

/** How near (px) to the window it is fetched. */
const NEAR = '600px'

export function drawnImage(settings: PictureViewSettings): Extensions[number] {
  return Image.extend({
    addNodeView:
      () =>
      ({ node, getPos, editor }) =>
        pictureView(node, settings, editor.isEditable, () => {
          const position = getPos()
          if (typeof position === 'number' && editor.isEditable) settings.onWords(position)
        }),
  })
}

function pictureView(node: Node, settings: PictureViewSettings, isEditable: boolean, onEdit: () => void) {
  const dom = document.createElement('figure')
  dom.dataset.image = ''
  dom.contentEditable = 'false'
  const missing = document.createElement('p')
  const image = document.createElement('img')
  image.decoding = 'async'
  image.draggable = false
  const words = document.createElement('figcaption')
  words.dir = 'auto'
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.edit = ''
  button.textContent = settings.edit()
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', onEdit)
  dom.append(missing, image, words)
  if (isEditable) dom.append(button)

  let shown = node
  let url: string | null = null
  let stop = () => {}
  const draw = () => {
    const { alt, width, height } = shown.attrs as { alt: string; width: number | null; height: number | null }
    dom.dataset.here = String(url !== null)
    image.hidden = url === null
    image.alt = alt
    if (width && height) {
      image.width = width
      image.height = height
    }
    if (url === null) image.removeAttribute('src')
    else if (image.src !== url) image.src = url
    missing.hidden = url !== null
    missing.textContent = settings.notHere(alt, width, height)
    words.textContent = url === null ? '' : alt
    words.hidden = words.textContent === ''
  }
  const fetch = () => {
    stop()
    const name = shown.attrs.blob
    if (typeof name !== 'string') return
    stop = settings.pictures().show(name, (next) => {
      url = next
      draw()
    })
  }
  draw()
  const near =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver(
          (entries) => {
            if (!entries.some(({ isIntersecting }) => isIntersecting)) return
            near?.disconnect()
            fetch()
          },
          { rootMargin: NEAR },
        )
  near?.observe(dom)
  return {
    dom,
    update(next: Node) {
      if (next.type !== node.type) return false
      const isOther = next.attrs.blob !== shown.attrs.blob
      shown = next
      if (isOther) {
        url = null
        fetch()
      }
      draw()
      return true
    },
    ignoreMutation: () => true,
    stopEvent: ({ target }: Event) => target === button,
    destroy() {
      near?.disconnect()
      stop()
    },
  }
}
