import { useEffect, useMemo, useRef, useState } from 'react'
import type { PaletteItem } from '../../design/layers/Palette'
import { useToast } from '../../design/layers/Toast'
import type { Found, Passage } from '../../documents/search/searchIndex'
import { t } from '../../words/words'
import { type DocumentListing, findByTitle, folded, inUse } from '../../workspace/listing'
import type { Member } from '../../workspace/people'
import { useStore } from '../../workspace/useStore'
import { titleWords } from '../../workspace/who'
import { lentText } from '../keys/lentText'
import { newDocument } from '../newDocument'
import { toDocument } from '../routes'
import { useImport } from '../useImport'
import { useShell } from '../useShell'
import { type Act, actionsOf, placesOf } from './actions'
import { placeToShow } from './placeToShow'
import { takeEarly } from './useEarlyKeys'
import { useTextSearch } from './useTextSearch'

export interface Group {
  readonly id: 'goTo' | 'texts' | 'do' | 'people'
  readonly label: string
  readonly items: readonly PaletteItem[]
}
export interface Finding {
  readonly query: string
  setQuery(query: string): void
  readonly groups: readonly Group[]
  /** "In 23 documents on this device", or how far they have been read. */
  readonly note: string
  /** Nothing goes by that name; there is only something to begin. */
  readonly isNothing: boolean
  choose(id: string, beside: boolean): void
}

/** How many of a kind are shown at most. */
const MOST = 6
const MOST_LATELY = 5

/** What the palette and the phone's Find show for what is typed. Looks only at this device. */
export function useFinding({ onGo, onDone, sayChanges }: { onGo: (route: string) => void; onDone: () => void; sayChanges: () => void }): Finding {
  const shell = useShell()
  const { workspace } = shell
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const listings = useStore(workspace.documents)
  const members = useStore(workspace.people).members
  const text = useStore(lentText)
  const toast = useToast()
  const onFile = useImport(onGo)
  const { found, reading } = useTextSearch(workspace, typed)

  const titled = useMemo(
    () => listings.filter(({ state }) => state === 'listed').map((listing) => ({ ...listing, title: titleWords(listing.title) })),
    [listings],
  )
  const go = (route: string, beside: boolean): void => {
    if (beside) window.open(`${window.location.pathname}#${route}`, '_blank', 'noopener')
    else onGo(route)
  }
  const matching = (acts: readonly Act[]): Act[] => acts.filter(({ item }) => hasWords(item.title, typed))
  const documents =
    typed === ''
      ? inUse(titled)
          .slice(0, MOST_LATELY)
          .map((listing) => documentAct(listing, null, found, go))
      : documentActs(titled, typed, found, go)
  const passages = typed === '' ? [] : found.passages.flatMap((passage) => passageAct(passage, titled, typed, go))
  const people = typed === '' ? [] : members.filter(({ name, isMe }) => !isMe && hasWords(name, typed)).slice(0, MOST)
  const acts = matching(actionsOf({ shell, text, go, onFile, toast, sayChanges }))
  const begin: Act[] =
    workspace.mayWrite && typed !== ''
      ? [
          {
            id: 'begin',
            item: { id: 'begin', icon: 'add', title: t('shell.palette.begin', { name: typed }), voice: 'app' },
            run: () => void newDocument(workspace, onGo, typed),
          },
        ]
      : []
  const byGroup = {
    goTo: [...documents, ...(typed === '' ? [] : matching(placesOf({ shell, go })))],
    texts: passages,
    // What goes by that name first: Enter begins nothing new by mistake.
    do: [...acts, ...begin],
    people: people.map((member) => personAct(member, go)),
  }
  const all = Object.values(byGroup).flat()
  const groups = (Object.keys(byGroup) as (keyof typeof byGroup)[]).map(
    (id): Group => ({ id, label: t(`shell.palette.${id}`), items: byGroup[id].map(({ item }) => item) }),
  )
  const choose = (id: string, beside: boolean): void => {
    const act = all.find((one) => one.id === id)
    if (!beside) onDone()
    act?.run(beside)
  }
  const isNothing = typed !== '' && all.every(({ id }) => id === 'begin')
  const [first] = all
  useEarly(query, setQuery, isNothing || !first ? null : () => choose(first.id, false))
  return {
    query,
    setQuery,
    groups,
    note: reading ? t('shell.palette.reading', reading) : t('shell.palette.count', { count: titled.length }),
    isNothing,
    choose,
  }
}

/** What was typed before the field had the focus. Enter after it takes what is found first; it begins nothing new, since nobody has seen it offered. */
function useEarly(query: string, setQuery: (query: string) => void, chooseFirst: (() => void) | null): void {
  const waits = useRef({ text: '', isShown: false, isEntered: false })
  useEffect(() => {
    const look = (): void => {
      const early = takeEarly()
      if (!early) return
      const { current } = waits
      if (early.isEntered) current.isEntered = true
      if (early.text !== '') {
        current.text += early.text
        current.isShown = false
        setQuery(current.text)
      }
    }
    look()
    // The field takes the focus a little after it is drawn.
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [setQuery])
  useEffect(() => {
    const { current } = waits
    if (query === current.text) current.isShown = true
    // Somebody goes on writing.
    else if (current.isShown) current.isEntered = false
    if (!current.isEntered || !current.isShown || chooseFirst === null) return
    current.isEntered = false
    chooseFirst()
  })
}

const hasWords = (text: string, typed: string): boolean =>
  folded(typed)
    .split(/\s+/)
    .every((word) => folded(text).includes(word))

type Go = (route: string, beside: boolean) => void

function documentAct(listing: DocumentListing, mark: readonly [number, number] | null, found: Found, go: Go): Act {
  const { id, title, archived } = listing
  const places = found.documents.find(({ documentId }) => documentId === id)?.places ?? 0
  const aside = archived ? t('shell.archived') : places > 0 ? t('shell.palette.places', { count: places }) : undefined
  return {
    id: `document:${id}`,
    item: { id: `document:${id}`, icon: 'document', title, voice: 'people', ...(mark ? { hits: [mark] } : {}), ...(aside ? { aside } : {}) },
    run: (beside) => go(toDocument(id), beside),
  }
}

/** By title, then those that have it in several places: a single one stands below, among the texts. */
function documentActs(titled: readonly DocumentListing[], typed: string, found: Found, go: Go): Act[] {
  const byTitle = findByTitle(titled, typed).slice(0, MOST)
  const known = new Set(byTitle.map(({ item }) => item.id))
  const byText = found.documents.filter(({ documentId, places }) => places > 1 && !known.has(documentId)).slice(0, Math.max(2, MOST - known.size))
  return [
    ...byTitle.map(({ item }) => documentAct(item, null, found, go)),
    ...byText.flatMap(({ documentId }) => titled.filter(({ id }) => id === documentId).map((listing) => documentAct(listing, null, found, go))),
  ]
}

function passageAct({ documentId, block, under, text, hits }: Passage, titled: readonly DocumentListing[], question: string, go: Go): Act[] {
  const listing = titled.find(({ id }) => id === documentId)
  if (!listing) return []
  const id = `passage:${documentId}:${block}`
  const { title } = listing
  const below = under === null ? title : t('shell.palette.under', { title, heading: under })
  return [
    {
      id,
      item: { id, icon: 'passage', title: text, hits, voice: 'people', below },
      run(beside) {
        if (!beside) placeToShow.set({ documentId, block, question })
        go(toDocument(documentId), beside)
      },
    },
  ]
}

function personAct({ id, name, colour }: Member, go: Go): Act {
  return {
    id: `person:${id}`,
    item: { id: `person:${id}`, person: { name, colour, here: true }, title: name, voice: 'app' },
    run: (beside) => go('/people', beside),
  }
}
