import { describe, expect, it } from 'vitest'
import { fromMarkdown, toMarkdown } from '../../../../client/documents/markdown'
import { blocksOf, declaration, languages, longDocument } from './declaration'
import { whole } from './randomDocuments'

describe('the Universal Declaration as Markdown', () => {
  it.each(languages)('%s: every sign comes back', (language) => {
    const all = declaration(language)
    expect(all.length).toBeGreaterThan(30)
    const doc = whole({ type: 'doc', content: [{ type: 'title', content: [{ type: 'text', text: all[0]?.text ?? '' }] }, ...blocksOf(all, 'en')] })
    expect(fromMarkdown(toMarkdown(doc))).toEqual({ ok: true, value: doc })
  })

  it('20,000 words come back', () => {
    const doc = whole(longDocument())
    const text = toMarkdown(doc)
    expect(text.length).toBeGreaterThan(100_000)
    expect(fromMarkdown(text)).toEqual({ ok: true, value: doc })
  })
})
