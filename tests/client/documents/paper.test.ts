// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { paperOf } from '../../../client/documents/paper/paper'

function laid(html: string): HTMLElement {
  const text = document.createElement('div')
  text.innerHTML = html
  document.body.replaceChildren(text)
  return paperOf(text, { links: 'Addresses', number: String })
}
const notesOf = (paper: HTMLElement): (string | null)[] => [...paper.querySelectorAll('[data-notes] li')].map(({ textContent }) => textContent)

describe('a text on paper', () => {
  it('numbers its links and lists their addresses at the end', () => {
    const paper = laid('<p>Ask <a href="https://a.example/">Ana</a> or <a href="mailto:bo@b.example">Bo</a>.</p>')
    expect(paper.querySelector('p')?.textContent).toBe('Ask Ana1 or Bo2.')
    expect(notesOf(paper)).toEqual(['https://a.example/', 'bo@b.example'])
    expect(paper.querySelector('[data-notes] h2')?.textContent).toBe('Addresses')
  })

  it('gives an address that stands twice one number', () => {
    const paper = laid('<p><a href="https://a.example/">one</a>, <a href="https://b.example/">two</a></p><p><a href="https://a.example/">three</a></p>')
    expect([...paper.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['one1, two2', 'three1'])
    expect(notesOf(paper)).toEqual(['https://a.example/', 'https://b.example/'])
  })

  it('puts one number behind a link that is bold in part', () => {
    const paper = laid('<p><a href="https://a.example/">in </a><strong><a href="https://a.example/">part</a></strong></p>')
    expect(paper.querySelector('p')?.textContent).toBe('in part1')
  })

  it('does not repeat an address whose words say it', () => {
    const paper = laid('<p><a href="https://a.example/">a.example</a> <a href="mailto:bo@b.example">bo@b.example</a></p>')
    expect(paper.querySelector('p')?.textContent).toBe('a.example bo@b.example')
    expect(paper.querySelector('[data-notes]')).toBeNull()
  })

  it('leaves out what only the screen has, and the empty line at the end', () => {
    const paper = laid(
      '<h1 data-title="" class="is-empty" data-placeholder="Title">T</h1><p>a <span data-comment="x">b</span></p>' +
        '<div data-details="" data-open="false"><button>Unfold</button><div><div data-summary="">s</div><div data-details-content="">c</div></div></div><p></p>',
    )
    expect(paper.querySelector('[class], [data-placeholder], [data-comment], [data-open], button')).toBeNull()
    expect([...paper.children].map(({ textContent }) => textContent)).toEqual(['T', 'a b', 'sc'])
  })

  it('repeats a first row of headings on every page, and no other', () => {
    const paper = laid(
      '<table><tbody><tr><th>h</th></tr><tr><td>1</td></tr></tbody></table><table><tbody><tr><th>h</th><td>1</td></tr><tr><td>2</td></tr></tbody></table>',
    )
    const [first, second] = paper.querySelectorAll('table')
    expect(first?.tHead?.textContent).toBe('h')
    expect(second?.tHead).toBeNull()
  })

  it('keeps what was ticked, and leaves the text itself as it is', () => {
    const paper = laid('<ul data-type="taskList"><li><label><input type="checkbox"></label></li></ul><p><a href="https://a.example/">a</a></p>')
    expect(paper.querySelector('input')?.checked).toBe(false)
    const text = document.body.firstElementChild as HTMLElement
    ;(text.querySelector('input') as HTMLInputElement).checked = true
    expect(paperOf(text, { links: '', number: String }).querySelector('input')?.checked).toBe(true)
    expect(text.querySelector('[data-note], [data-notes]')).toBeNull()
  })
})
