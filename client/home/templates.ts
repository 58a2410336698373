import type { DocumentSort } from '../workspace/indexDocument'
import type { SeedBlock } from '../workspace/seedText'

/**
 * Templates: a few headings to write under (pure). Their words become people's words the moment a document is made, so
 * they are a text in English like any other, not part of the catalogue.
 */

export interface Template {
  readonly id: 'strategy' | 'plan' | 'notes' | 'charter'
  readonly sort: DocumentSort
  readonly blocks: readonly SeedBlock[]
}

const heading = (text: string): SeedBlock => ({ type: 'heading', attrs: { level: 2 }, text })
const paragraph = (text = ''): SeedBlock => (text === '' ? { type: 'paragraph' } : { type: 'paragraph', text })
const task = (text: string): SeedBlock => ({ type: 'taskItem', attrs: { checked: false }, content: [paragraph(text)] })
const tasks = (...texts: readonly string[]): SeedBlock => ({ type: 'taskList', content: texts.map(task) })
const items = (...texts: readonly string[]): SeedBlock => ({
  type: 'bulletList',
  content: texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
})

export const TEMPLATES: readonly Template[] = [
  {
    id: 'strategy',
    sort: 'strategy',
    blocks: [
      { type: 'title', text: 'Our strategy' },
      heading('Where we stand'),
      paragraph(),
      heading('In thirty years'),
      paragraph(),
      heading('In ten years'),
      paragraph(),
      heading('In three years'),
      paragraph(),
      heading('This year'),
      items('', '', ''),
      heading('What we assume, and when we look again'),
      paragraph(),
      heading('What we will not do'),
      paragraph(),
    ],
  },
  {
    id: 'plan',
    sort: 'plan',
    blocks: [
      { type: 'title', text: 'Campaign plan' },
      heading('What we want'),
      paragraph(),
      heading('Who can give it to us, and what moves them'),
      paragraph(),
      heading('Who is with us'),
      paragraph(),
      heading('Steps'),
      tasks('', '', ''),
      heading('How we know that it works'),
      paragraph(),
      heading('When we look again'),
      paragraph(),
    ],
  },
  {
    id: 'notes',
    sort: 'notes',
    blocks: [
      { type: 'title', text: 'Meeting' },
      heading('Who is here'),
      paragraph(),
      heading('What we talk about'),
      items('', ''),
      heading('What we agreed'),
      paragraph(),
      heading('Who does what, until when'),
      tasks('', ''),
      heading('Next time'),
      paragraph(),
    ],
  },
  {
    id: 'charter',
    sort: 'charter',
    blocks: [
      { type: 'title', text: 'Charter' },
      heading('What we are for'),
      paragraph(),
      heading('Who is in, and how one comes in'),
      paragraph(),
      heading('How we decide'),
      paragraph(),
      heading('How we share the work'),
      paragraph(),
      heading('How we treat each other'),
      paragraph(),
      heading('How this text changes'),
      paragraph(),
    ],
  },
]
