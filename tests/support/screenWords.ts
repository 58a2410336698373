import { parseAst } from 'vite'

/** Props and fields by which words reach a screen or an ear. */
const SAYS = new Set(
  'alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext description detail error hint label line placeholder summary text title tooltip words'.split(
    ' ',
  ),
)

interface Node {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** What an expression may say by itself: the branches of a choice, the words of a template, but not what a call is given. */
function saidBy(node: unknown): { words: string; at: number }[] {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [{ words: node.value, at: node.start }] : []
    case 'TemplateLiteral':
      return [
        ...(node.quasis as { value: { cooked: string }; start: number }[]).map(({ value, start }) => ({ words: value.cooked, at: start })),
        ...(node.expressions as unknown[]).flatMap(saidBy),
      ]
    case 'ConditionalExpression':
      return [...saidBy(node.consequent), ...saidBy(node.alternate)]
    case 'LogicalExpression':
      return [...saidBy(node.operator === '&&' ? null : node.left), ...saidBy(node.right)]
    case 'BinaryExpression':
      return node.operator === '+' ? [...saidBy(node.left), ...saidBy(node.right)] : []
    case 'ArrayExpression':
      return (node.elements as unknown[]).flatMap(saidBy)
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return saidBy(node.expression)
    default:
      return []
  }
}

function nameOf(key: unknown): string | null {
  if (!isNode(key)) return null
  if (key.type === 'Identifier' || key.type === 'JSXIdentifier') return String(key.name)
  return key.type === 'Literal' ? String(key.value) : null
}

/** The words of a screen's source that stand there and not in the catalogue: "line: words". */
export function wordsOnScreen(source: string): string[] {
  const found: { words: string; at: number }[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    if (!isNode(value)) return
    if (value.type === 'JSXText') found.push({ words: String(value.value).trim(), at: value.start })
    if (value.type === 'JSXAttribute' && SAYS.has(nameOf(value.name) ?? '')) found.push(...saidBy(value.value))
    if (value.type === 'Property' && SAYS.has(nameOf(value.key) ?? '')) found.push(...saidBy(value.value))
    if ((value.type === 'JSXElement' || value.type === 'JSXFragment') && Array.isArray(value.children))
      for (const child of value.children) if (isNode(child) && child.type === 'JSXExpressionContainer') found.push(...saidBy(child))
    for (const field of Object.values(value)) if (typeof field === 'object' && field !== null) walk(field)
  }
  walk(parseAst(source, { lang: 'tsx' }))
  return found
    .filter(({ words }) => /\p{L}/u.test(words))
    .sort((a, b) => a.at - b.at)
    .map(({ words, at }) => `${source.slice(0, at).split('\n').length}: ${words.trim()}`)
}
