import { useState } from 'react'
import { Palette, type PaletteItem } from '../design/layers/Palette'
import { t } from '../words/words'
import { findByTitle, folded, inUse } from '../workspace/listing'
import { useStore } from '../workspace/useStore'
import { titleWords } from '../workspace/who'
import { newDocument } from './newDocument'
import { toDocument } from './routes'
import { type Shell, useShell } from './useShell'

const MOST = 8

interface Act {
  readonly id: string
  readonly item: PaletteItem
  readonly run: () => void
}

/** Ctrl K: documents by title, places, things to do, people. Works without a network: it looks only at this device. */
export function FindPalette({ onGo }: { onGo: (route: string) => void }) {
  const shell = useShell()
  const { workspace, find } = shell
  const [query, setQuery] = useState('')
  const listings = useStore(workspace.documents)
  const members = useStore(workspace.people).members
  const typed = query.trim()

  const documents = findByTitle(
    inUse(listings).map((listing) => ({ ...listing, title: titleWords(listing.title) })),
    typed,
  )
    .slice(0, MOST)
    .map(
      ({ item, mark }): Act => ({
        id: `document:${item.id}`,
        item: { id: `document:${item.id}`, icon: 'document', title: item.title, voice: 'people', ...(mark ? { hits: [mark] } : {}) },
        run: () => onGo(toDocument(item.id)),
      }),
    )
  const places = placesOf(onGo)
  const acts = actsOf(shell, typed, onGo)
  const people = members
    .filter(({ name, isMe }) => !isMe && typed !== '' && folded(name).includes(folded(typed)))
    .slice(0, MOST)
    .map(
      (member): Act => ({
        id: `person:${member.id}`,
        item: { id: `person:${member.id}`, person: { name: member.name, colour: member.colour }, title: member.name, voice: 'app' },
        run: () => onGo('/people'),
      }),
    )
  const matching = (all: readonly Act[]): Act[] => all.filter(({ item }) => typed === '' || folded(item.title).includes(folded(typed)))
  const beginning: Act[] =
    workspace.mayWrite && typed !== ''
      ? [
          {
            id: 'begin',
            item: { id: 'begin', icon: 'add', title: t('shell.palette.begin', { name: typed }), voice: 'app' },
            run: () => void newDocument(workspace, onGo, typed),
          },
        ]
      : []
  const groups = [
    { label: t('shell.palette.documents'), acts: documents },
    { label: t('shell.palette.goTo'), acts: matching(places) },
    { label: t('shell.palette.do'), acts: [...matching(acts), ...beginning] },
    { label: t('shell.palette.people'), acts: people },
  ]
  const all = groups.flatMap((group) => group.acts)
  return (
    <Palette
      open
      onClose={() => find(false)}
      label={t('shell.palette.placeholder')}
      query={query}
      onQuery={setQuery}
      note={t('shell.palette.count', { count: listings.length })}
      groups={groups.map(({ label, acts: inGroup }) => ({ label, items: inGroup.map(({ item }) => item) }))}
      empty={t('shell.palette.nothing')}
      onChoose={(id) => {
        find(false)
        all.find((act) => act.id === id)?.run()
      }}
    />
  )
}

function placesOf(onGo: (route: string) => void): Act[] {
  const place = (id: string, icon: PaletteItem['icon'], title: string, route: string): Act => ({
    id,
    item: { id, ...(icon ? { icon } : {}), title, voice: 'app' },
    run: () => onGo(route),
  })
  return [
    place('go:home', 'home', t('shell.home'), '/'),
    place('go:documents', 'documents', t('shell.documents'), '/documents'),
    place('go:archive', 'archive', t('shell.archive'), '/documents/archive'),
    place('go:people', 'people', t('shell.people'), '/people'),
    place('go:devices', 'devices', t('shell.devices'), '/devices'),
    place('go:settings', 'settings', t('shell.settings'), '/settings'),
  ]
}

function actsOf({ workspace, show }: Shell, typed: string, onGo: (route: string) => void): Act[] {
  const act = (id: string, icon: PaletteItem['icon'], title: string, run: () => void): Act => ({
    id,
    item: { id, ...(icon ? { icon } : {}), title, voice: 'app' },
    run,
  })
  const acts: Act[] = []
  if (workspace.mayWrite && typed === '') {
    acts.push(act('do:new', 'add', t('home.newDocument'), () => void newDocument(workspace, onGo)))
  }
  if (workspace.maySpeak) acts.push(act('do:invite', 'invite', t('home.inviteSomeone'), () => show({ kind: 'invite' })))
  acts.push(act('do:keys', 'keyboard', t('shell.keys.title'), () => show({ kind: 'keys' })))
  return acts
}
