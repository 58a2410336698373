import { Fragment, type Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarkedNode } from '../../../client/merge/markedText'
import { versionDiff } from '../../../client/merge/versionDiff'
import { sentencesIn, wordsIn } from '../../../client/merge/words'
import { CASES, edited, jsonOf, nodeOf, randomText, schema, seed } from './support'

/** The older or the newer text, out of the marked one. */
function side(marked: readonly MarkedNode[], which: 'removed' | 'added'): Node[] {
  const nodes = marked.flatMap((node): Node[] => {
    if (node.kind === 'within') {
      const { type, attrs } = which === 'removed' && node.before ? node.before : node
      return [schema.node(type, attrs, side(node.content, which))]
    }
    return node.kind === 'same' || node.kind === which ? [schema.nodeFromJSON(node.node)] : []
  })
  return [...Fragment.fromArray(nodes).content]
}

describe('two versions', () => {
  it('[F3] the marked text holds both, whole: without what came it is the older, without what went the newer', () => {
    fc.assert(
      fc.property(randomText, seed, fc.integer({ min: 0, max: 10 }), (older, s, n) => {
        const newer = edited(older, s, n)
        const { marked, hunks } = versionDiff(older, newer)
        const whole = (which: 'removed' | 'added') => jsonOf(schema.topNodeType.create(null, side(marked, which)))
        expect(whole('removed')).toEqual(jsonOf(older))
        expect(whole('added')).toEqual(jsonOf(newer))
        expect(hunks.length > 0).toBe(!older.eq(newer))
      }),
      CASES,
    )
  })

  it('[F3] every mark belongs to a change that can be stepped to', () => {
    fc.assert(
      fc.property(randomText, seed, (older, s) => {
        const { marked, hunks } = versionDiff(older, edited(older, s, 6))
        const ids = new Set(hunks.map(({ id }) => id))
        const walk = (nodes: readonly MarkedNode[]) => {
          for (const node of nodes) {
            if (node.kind === 'added' || node.kind === 'removed') expect(ids).toContain(node.hunk)
            if (node.kind === 'within') walk(node.content)
          }
        }
        walk(marked)
      }),
      CASES,
    )
  })

  it('counts a paragraph in which two sentences changed once', () => {
    const text = (words: string) => nodeOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })
    const { summary } = versionDiff(text('We meet at seven. Bring soup. The roof leaks.'), text('We meet at six. Bring soup. The roof holds.'))
    expect(summary).toMatchObject({ total: 2, inBoth: 0, parts: [{ kind: 'reworded', unit: 'paragraph', count: 1 }] })
  })
})

describe('where sentences and words end', () => {
  it('[F9] a sentence ends at its stop in every script, and not at an abbreviation, a number or an initial', () => {
    expect(sentencesIn('One. Two! Three? “Four.” Five… six.')).toEqual(['One.', 'Two!', 'Three?', '“Four.”', 'Five… six.'])
    expect(sentencesIn('See e.g. No. 5, by A. Smith and Dr. Who. It costs 3.50 now.')).toEqual([
      'See e.g. No. 5, by A. Smith and Dr. Who.',
      'It costs 3.50 now.',
    ])
    expect(sentencesIn('屋根は残る。家賃は四百八十。')).toEqual(['屋根は残る。', '家賃は四百八十。'])
    expect(sentencesIn('هل نلتقي؟ نعم. غدا')).toEqual(['هل نلتقي؟', 'نعم.', 'غدا'])
    expect(sentencesIn('छत रहेगी। किराया कम होगा।')).toEqual(['छत रहेगी।', 'किराया कम होगा।'])
  })

  it('[F3] words joined are the text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(wordsIn(text).join('')).toBe(text)
      }),
      CASES,
    )
    expect(wordsIn('👩🏽‍🌾 会议 कमरा')).toEqual(['👩🏽‍🌾', ' ', '会', '议', ' ', 'कमरा'])
  })
})
