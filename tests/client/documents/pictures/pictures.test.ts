// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { cleanHtml } from '../../../../client/documents/paste/clean'
import type { Pictures } from '../../../../client/documents/pictures/pictures'
import { drawnImage } from '../../../../client/documents/pictures/pictureView'
import { FILE_MOST, SIDE_MOST, shrink, sized, TRIES } from '../../../../client/documents/pictures/shrink'
import { schemaExtensions } from '../../../../client/documents/schema/schema'

describe('the size of a picture', () => {
  it('is at most so many pixels a side, in its own shape, and never made larger', () => {
    expect(sized(4000, 3000, SIDE_MOST)).toEqual({ width: 1600, height: 1200 })
    expect(sized(300, 4000, SIDE_MOST)).toEqual({ width: 120, height: 1600 })
    expect(sized(20, 10, SIDE_MOST)).toEqual({ width: 20, height: 10 })
    expect(sized(1, 40_000, 640)).toEqual({ width: 1, height: 640 })
  })
  it('is tried from the best on down', () => {
    const weights = TRIES.map(({ side, quality }) => side * side * quality)
    expect(weights).toEqual([...weights].sort((a, b) => b - a))
  })
  it('of a file is looked at before the file is', async () => {
    expect(await shrink({ size: FILE_MOST + 1 } as Blob)).toEqual({ ok: false, reason: 'too big' })
    expect(await shrink(new Blob(['no picture']))).toEqual({ ok: false, reason: 'not a picture' })
  })
})

describe('a picture in the text', () => {
  let editor: Editor
  afterEach(() => editor.destroy())
  const blob = 'ab'.repeat(32)
  it('is words as long as its bytes are not here, then itself, with its words for the ear', () => {
    let tell: (url: string | null) => void = () => {}
    const asked: string[] = []
    const pictures: Pictures = {
      add: () => Promise.reject(new Error('not here')),
      show: (name, next) => {
        asked.push(name)
        tell = next
        next(null)
        return () => {}
      },
    }
    // jsdom has no layout: what is near the window is said by hand.
    let near: (entries: { isIntersecting: boolean }[]) => void = () => {}
    Object.assign(globalThis, {
      IntersectionObserver: class {
        constructor(listener: typeof near) {
          near = listener
        }
        observe() {}
        disconnect() {}
      },
    })
    const element = document.createElement('div')
    document.body.append(element)
    editor = new Editor({
      element,
      extensions: schemaExtensions({
        image: drawnImage({ pictures: () => pictures, notHere: (alt, width, height) => `${alt} ${width}x${height}`, edit: () => 'Edit', onWords: () => {} }),
      }),
      content: { type: 'doc', content: [{ type: 'image', attrs: { blob, alt: 'A map', width: 40, height: 30 } }, { type: 'paragraph' }] },
    })
    const figure = editor.view.dom.querySelector('figure') ?? expect.fail()
    const image = figure.querySelector('img') ?? expect.fail()
    expect(asked, 'nobody has looked').toEqual([])
    near([{ isIntersecting: true }])
    expect(asked).toEqual([blob])
    expect([figure.querySelector('p')?.textContent, figure.querySelector('p')?.hidden, image.hidden]).toEqual(['A map 40x30', false, true])
    tell('blob:there')
    expect([image.getAttribute('src'), image.alt, image.hidden, figure.querySelector('p')?.hidden]).toEqual(['blob:there', 'A map', false, true])
    expect(figure.querySelector('figcaption')?.textContent).toBe('A map')
  })

  it('that is copied and pasted stays itself; one from elsewhere does not come in', () => {
    const own = `<figure data-image="" data-blob="${blob}" data-alt="A map" data-width="40" data-height="30"><figcaption>A map</figcaption></figure>`
    expect(cleanHtml(own, window as never)).toContain(`data-blob="${blob}"`)
    expect(cleanHtml('<p>a<img src="https://evil.example/x.png"></p>', window as never)).not.toContain('img')
    editor = new Editor({ extensions: schemaExtensions(), content: { type: 'doc', content: [{ type: 'paragraph' }] } })
  })
})
