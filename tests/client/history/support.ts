import type { ProseMirrorJson } from '../../../client/crypto/canonicalText'
import { Dice } from '../merge/support'

const WORDS =
  'the of and to a in we is that it for be with as this on are by our or have not will from they who can all each was group if at one their what which when how no more other people so than about work time care may must should only into own both after before between without against together under over decide share meet write hold take turn council kitchen garden housing members question answer proposal reason evening region network childcare money rent winter summer language'.split(
    ' ',
  )

const paragraph = (text: string): ProseMirrorJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })

function sentence(dice: Dice, length: number): string {
  const words = Array.from({ length: 6 + dice.next(12) }, () => dice.of(WORDS)).join(' ')
  return `${words}.`.slice(0, length)
}

/** A text of about so many characters, in paragraphs of a few sentences. The same in every run. */
export function longText(characters: number): ProseMirrorJson {
  const dice = new Dice(5)
  const content: ProseMirrorJson[] = []
  for (let written = 0; written < characters; ) {
    const text = Array.from({ length: 3 + dice.next(4) }, () => sentence(dice, 200)).join(' ')
    content.push(paragraph(text))
    written += text.length
  }
  return { type: 'doc', content }
}

/** The same text with a sentence more in so many of its paragraphs, and one new paragraph. */
export function editedText(json: ProseMirrorJson, seed: number, edits: number): ProseMirrorJson {
  const dice = new Dice(seed)
  const content = [...(json.content ?? [])]
  for (let n = 0; n < edits; n++) {
    const at = dice.next(content.length)
    const sentences = (content[at]?.content?.[0]?.text ?? '').split('. ')
    sentences[dice.next(sentences.length)] = sentence(dice, 200).slice(0, -1)
    content[at] = paragraph(sentences.join('. '))
  }
  content.splice(dice.next(content.length), 0, paragraph(sentence(dice, 200)))
  return { ...json, content }
}
