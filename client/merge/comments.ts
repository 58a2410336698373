/** Comments stay with their words when theirs takes the place of ours: the engine compares without comments and applies onto the commented text [F3]. */
import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { inlineText, isComment } from './pieces'
import { commonWords } from './sequence'
import { wordsIn } from './words'

/** The inline content of one block, or a run of it. */
interface Line {
  readonly nodes: readonly Node[]
  readonly text: string
}
interface Word {
  readonly line: number
  /** Offset in the line. */
  readonly at: number
  readonly text: string
}
/** Comments on part of a line. */
interface Span {
  readonly from: number
  readonly to: number
  readonly marks: readonly Mark[]
}

function linesOf(nodes: readonly Node[]): Line[] {
  const lines: Line[] = []
  let run: Node[] = []
  const flush = () => {
    if (run.length > 0) lines.push({ nodes: run, text: inlineText(Fragment.fromArray(run)) })
    run = []
  }
  for (const node of nodes) {
    if (node.isInline) run.push(node)
    else {
      flush()
      lines.push(...linesOf(node.content.content))
    }
  }
  flush()
  return lines
}

function wordsOf(lines: readonly Line[]): Word[] {
  return lines.flatMap(({ text }, line) => {
    let at = 0
    return wordsIn(text).map((word) => {
      const found = { line, at, text: word }
      at += word.length
      return found
    })
  })
}

function spansOf({ nodes }: Line): Span[] {
  const spans: Span[] = []
  let at = 0
  for (const node of nodes) {
    const marks = node.marks.filter(isComment)
    if (node.isText && marks.length > 0) spans.push({ from: at, to: at + node.nodeSize, marks })
    at += node.nodeSize
  }
  return spans
}

export const hasComments = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => (node.isText ? node.marks.some(isComment) : hasComments(node.content.content)))

/** Words that stand by chance in two places carry no comment; this many together do. */
const NO_CHANCE = 4

/** Copies comments from the words of one content to the same words of the other; how many words in a row have to be the same is told. */
function carried(from: readonly Node[], to: readonly Node[], atLeast: number): readonly Node[] {
  const fromLines = linesOf(from)
  const toLines = linesOf(to)
  const spans = fromLines.map(spansOf)
  const a = wordsOf(fromLines)
  const b = wordsOf(toLines)
  const found = toLines.map((): Span[] => [])
  const texts = (words: readonly Word[]): string[] => words.map(({ text }) => text)
  commonWords(texts(a), texts(b), (length, i, j) => {
    if (length < Math.min(atLeast, a.length)) return
    for (let k = 0; k < length; k++) {
      const source = a[i + k]
      const target = b[j + k]
      if (source && target) copyWord(spans[source.line] ?? [], source, target, found[target.line] ?? [])
    }
  })
  if (found.every((line) => line.length === 0)) return to
  let line = 0
  return marked(to)

  function marked(nodes: readonly Node[]): Node[] {
    const result: Node[] = []
    for (let index = 0; index < nodes.length; ) {
      const node = nodes[index]
      if (!node) break
      if (!node.isInline) {
        result.push(node.isLeaf ? node : node.copy(Fragment.fromArray(marked(node.content.content))))
        index++
        continue
      }
      let end = index
      while (nodes[end]?.isInline) end++
      result.push(...markedLine(nodes.slice(index, end), found[line++] ?? []))
      index = end
    }
    return result
  }
}

function copyWord(spans: readonly Span[], source: Word, target: Word, into: Span[]): void {
  for (const span of spans) {
    const from = Math.max(span.from, source.at)
    const to = Math.min(span.to, source.at + source.text.length)
    if (from < to) into.push({ from: target.at + from - source.at, to: target.at + to - source.at, marks: span.marks })
  }
}

/** What came between two words of a comment is commented too. */
function stretched(spans: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const { from, to, marks } of spans)
    for (const mark of marks) {
      const index = found.findIndex((span) => span.marks.some((other) => other.eq(mark)))
      const known = found[index]
      if (known) found[index] = { from: Math.min(known.from, from), to: Math.max(known.to, to), marks: known.marks }
      else found.push({ from, to, marks: [mark] })
    }
  return found
}

function markedLine(nodes: readonly Node[], given: readonly Span[]): readonly Node[] {
  if (given.length === 0) return nodes
  const spans = stretched(given)
  const result: Node[] = []
  let at = 0
  for (const node of nodes) {
    const end = at + node.nodeSize
    if (!node.isText) result.push(node)
    else {
      const cuts = [at, end, ...spans.flatMap(({ from, to }) => [from, to]).filter((cut) => cut > at && cut < end)].sort((x, y) => x - y)
      for (const [index, from] of cuts.entries()) {
        const to = cuts[index + 1]
        if (to === undefined || to === from) continue
        const marks = spans.filter((span) => span.from <= from && span.to >= to).flatMap((span) => span.marks)
        const piece = node.cut(from - at, to - at)
        result.push(piece.mark(marks.reduce((set, mark) => mark.addToSet(set), piece.marks)))
      }
    }
    at = end
  }
  return Fragment.fromArray(result).content
}

function commentIds(nodes: readonly Node[], into = new Set<unknown>()): Set<unknown> {
  for (const node of nodes) {
    if (node.isText) for (const mark of node.marks) isComment(mark) && into.add(mark.attrs.id)
    else commentIds(node.content.content, into)
  }
  return into
}

/** Theirs for each place of one change, with the comments of ours; what moved to another place of it takes its comments along. */
export function withComments(ours: readonly (readonly Node[])[], theirs: readonly (readonly Node[])[]): (readonly Node[])[] {
  const result = theirs.map((nodes, index) => {
    const from = ours[index] ?? []
    return hasComments(from) ? carried(from, nodes, 1) : nodes
  })
  for (const [index, from] of ours.entries()) {
    if (ours.length < 2 || !hasComments(from)) continue
    const arrived = commentIds(result[index] ?? [])
    if ([...commentIds(from)].every((id) => arrived.has(id))) continue
    for (const [other, to] of result.entries()) if (other !== index) result[other] = carried(from, to, NO_CHANCE)
  }
  return result
}

/** The document without its comments: what goes into a copy, and what is compared. */
export function withoutComments(node: Node): Node {
  if (!hasComments(node.content.content)) return node
  const children = node.content.content.map((child) => (child.isText ? child.mark(child.marks.filter((mark) => !isComment(mark))) : withoutComments(child)))
  return node.copy(Fragment.fromArray(children))
}
