/** For looking at the editor by itself while building it: one, or two that talk, on documents in memory. Not part of the app: no build has it as an entry. */
import '../../design/tokens.css'
import '../../design/fonts.css'
import '../../design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { DocumentEditor } from '../../documents/DocumentEditor'
import { fromMarkdown } from '../../documents/markdown'
import { emptyDocument, seedDocument } from '../../documents/seedDocument'
import arabic from '../../home/example/strategy.ar.md?raw'
import strategy from '../../home/example/strategy.md?raw'

const asked = new URLSearchParams(location.search)
const pictured = `# Homes we keep

Strategy of the Eastbank Tenants’ Union, to 2056

> [!horizon]
> 30 years

## No one leaves because of rent

In 2056 no one on the east bank leaves a home because of its price. Homes are held in common by the people who live in them, kept warm by their own repair crews, and handed on. The landlords we bargain with today are a chapter in a school book.

> [!horizon]
> 10 years

## One building in four held in common

By 2036 one building in four on our streets belongs to a cooperative or a land trust in which tenants are the majority. We get there by three roads at once: buying when an owner sells, taking over what the council lets fall empty, and striking where neither will talk.

> [!assumption]
> Small owners will go on selling at the pace of the last five years.
>
> - Watched by: Yusuf
> - Look again on: 2026-12-01

> [!horizon]
> 3 years

## A chapter on every street

Every street has a chapter of at least nine households, a childcare rota and a fund.

### This winter

- [x] Count the homes again
- [ ] Find somebody to learn the book

## What we will not do

Speak for people who are not in the room.
`
const texts: Record<string, string> = { pictured, strategy, arabic, long: `# Long\n\n${strategy.replace('# A roof', '## A roof').repeat(12)}` }
const source = texts[asked.get('text') ?? 'pictured']
const read = source === undefined ? null : fromMarkdown(source)
const seed = seedDocument('', read?.ok ? read.value : emptyDocument())

function replica(name: string, colour: number) {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seed)
  const awareness = new Awareness(ydoc)
  const device = String(colour).repeat(32).slice(0, 32)
  awareness.setLocalState({ person: { name, colour, device }, at: null })
  return { ydoc, awareness, me: { name, colour, device } }
}

const alice = replica('Noor', 7)
const bob = replica('Ana', 8)
const chloe = replica('Mei', 5)
const all = [alice, bob, chloe]
/** Updates arrive this much later, ms. */
const LATE = Number(asked.get('late') ?? 0)
for (const from of all) {
  from.ydoc.on('updateV2', (update: Uint8Array, origin: unknown) => {
    if (origin === 'net') return
    for (const to of all) if (to !== from) setTimeout(() => Y.transact(to.ydoc, () => Y.applyUpdateV2(to.ydoc, update, 'net'), 'net', false), LATE)
  })
  from.awareness.on('update', ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin === 'net') return
    const update = encodeAwarenessUpdate(from.awareness, [...added, ...updated, ...removed])
    for (const to of all) if (to !== from) applyAwarenessUpdate(to.awareness, update, 'net')
  })
}
Object.assign(window, { all, Y })

const shown = asked.has('two') ? [alice, bob] : [alice]
document.documentElement.dir = asked.get('dir') ?? 'ltr'
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <div style={{ display: 'grid', gridAutoFlow: 'column', gridAutoColumns: '1fr', blockSize: '100dvh' }}>
      {shown.map(({ ydoc, awareness, me }) => (
        <DocumentEditor
          key={me.device}
          document={{ ydoc, awareness }}
          me={me}
          mayWrite={!asked.has('read')}
          newer={asked.has('newer')}
          names={['Yusuf', 'Mei']}
          onTitle={(title) => {
            document.title = title
          }}
          onReady={(actions) => Object.assign(window, { [`actions${me.name}`]: actions })}
          onNotice={(words, kind) => console.info(kind, words)}
        />
      ))}
    </div>
  </StrictMode>,
)
