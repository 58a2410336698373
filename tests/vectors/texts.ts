import type { FlatRecords, ProseMirrorJson } from '../../client/crypto/canonicalText'

/** Documents for the vectors of canonical text c1: every node and mark of schema 1, and every rule of the walk. */
const text = (words: string, ...marks: NonNullable<ProseMirrorJson['marks']>[number][]): ProseMirrorJson => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) })
const node = (type: string, content: ProseMirrorJson[] = [], attrs?: { [name: string]: unknown }): ProseMirrorJson => ({ type, ...(attrs ? { attrs } : {}), content })
const p = (...content: ProseMirrorJson[]): ProseMirrorJson => node('paragraph', content)
const doc = (...content: ProseMirrorJson[]): ProseMirrorJson => node('doc', content)
const bold = { type: 'bold' }
const italic = { type: 'italic' }
const comment = { type: 'comment', attrs: { id: 'c1' } }

export const TEXTS: readonly { readonly name: string; readonly json: ProseMirrorJson }[] = [
  { name: 'an empty document', json: doc() },
  { name: 'a title and a paragraph', json: doc(node('title', [text('Winter shelter')]), p(text('We open on Friday.'))) },
  { name: 'defaults that are written out are left out', json: doc(node('heading', [text('Why')], { level: 1, lang: null })) },
  { name: 'a heading of level 2 in Arabic', json: doc(node('heading', [text('لماذا')], { level: 2, lang: 'ar' })) },
  { name: 'marks in the order of their names', json: doc(p(text('now', italic, bold))) },
  { name: 'equal neighbours joined, a comment left out', json: doc(p(text('one ', bold), text('two ', bold, comment), text('three', bold))) },
  { name: 'NFC after joining: e and a combining accent', json: doc(p(text('cafe'), text('\u0301'))) },
  { name: 'lists and tasks', json: doc(node('bulletList', [node('listItem', [p(text('tea'))])]), node('orderedList', [node('listItem', [p(text('first'))])], { start: 3 }), node('taskList', [node('taskItem', [p(text('done'))], { checked: true }), node('taskItem', [p(text('not yet'))], { checked: false })])) },
  { name: 'quote, code, rule, break', json: doc(node('blockquote', [p(text('said Ana'))]), node('codeBlock', [text('npm start')], { language: 'sh' }), { type: 'horizontalRule' }, p(text('a'), { type: 'hardBreak' }, text('b'))) },
  { name: 'a table; the width of a column says nothing', json: doc(node('table', [node('tableRow', [node('tableHeader', [p(text('what'))], { colspan: 2, rowspan: 1, colwidth: [120], align: null }), node('tableCell', [p(text('450'))], { align: 'right' })])])) },
  { name: 'details, image, mentions', json: doc(node('details', [node('detailsSummary', [text('More')]), node('detailsContent', [p(text('less'))])]), { type: 'image', attrs: { blob: 'ab12', alt: 'the hall', width: 640, height: 480 } }, p({ type: 'mention', attrs: { kind: 'person', id: 'p1', label: 'Ana' } }, { type: 'mention', attrs: { kind: 'document', id: 'd1', label: 'Plan' } })) },
  { name: 'assumption and horizon', json: doc(node('assumption', [text('Rents stay')], { watchedBy: 'Ana', lookAgainOn: '2027-03-01', wrongIf: 'a letter comes' }), node('horizon', [text('three years')], { until: '2029-12-31' })) },
  { name: 'links, colours, strike and code', json: doc(p(text('site', { type: 'link', attrs: { href: 'https://example.org', target: '_blank' } }), text('hot', { type: 'highlight', attrs: { colour: 'warm' } }), text('plain', { type: 'highlight', attrs: { colour: null } }), text('gone', { type: 'strike' }), text('x', { type: 'code' }))) },
  { name: 'unknown nodes and marks are named, their attributes are not', json: doc(node('poll', [p(text('?'))], { votes: 3 }), p(text('x', { type: 'glow', attrs: { strength: 2 } }))) },
]

export const FLAT_RECORDS: readonly { readonly name: string; readonly records: FlatRecords }[] = [
  { name: 'nothing', records: {} },
  { name: 'two circles, ids and fields in order', records: { b: { name: 'Hosting', parent: 'a', until: null }, a: { purpose: 'Keep the roof', name: 'Root', cap: 450, open: true } } },
  { name: 'lists and maps', records: { r: { people: ['p2', 'p1'], may: { advise: true, decide: false }, note: 'cafe\u0301' } } },
]
