/** Everything that can be done, as lines of the palette. What stands in a menu somewhere stands here too, with the same key. */
import type { PaletteItem } from '../../design/layers/Palette'
import { TEXT_FILES } from '../../home/textFiles'
import { t } from '../../words/words'
import { archiveDocument } from '../../workspace/acts'
import { fileName, saveFile } from '../../workspace/saveFile'
import { titleWords } from '../../workspace/who'
import { saveBackup, saveWord } from '../files'
import { keysOf } from '../keys/keyTable'
import type { LentText } from '../keys/lentText'
import { newDocument } from '../newDocument'
import { pickFile } from '../pickFile'
import { toWorkspace } from '../routes'
import type { Shell } from '../useShell'

export interface Act {
  readonly id: string
  readonly item: PaletteItem
  /** `beside`: in a tab of its own, where it leads somewhere. */
  run(beside: boolean): void
}

interface Around {
  readonly shell: Shell
  readonly text: LentText | null
  readonly go: (route: string, beside: boolean) => void
  readonly onFile: (file: File) => void
  readonly toast: (toast: { text: string; undo?: () => void }) => void
  readonly sayChanges: () => void
}

interface Line {
  readonly icon: NonNullable<PaletteItem['icon']>
  readonly words: string
  readonly keys?: string | undefined
  readonly run: () => void
}

const actOf = (id: string, { icon, words, keys, run }: Line): Act => ({
  id: `do:${id}`,
  item: { id: `do:${id}`, icon, title: words, voice: 'app', ...(keys === undefined ? {} : { keys }) },
  run,
})

/** To places, which have no text of their own. */
export function placesOf({ shell, go }: Pick<Around, 'shell' | 'go'>): Act[] {
  const place = (route: string, icon: NonNullable<PaletteItem['icon']>, words: string): Act => ({
    id: `go:${route}`,
    item: { id: `go:${route}`, icon, title: words, voice: 'app' },
    run: (beside) => go(route, beside),
  })
  const others = shell.booted.shelf.workspaces.get().filter(({ id }) => id !== shell.workspace.id)
  return [
    place('/', 'home', t('shell.home')),
    place('/documents', 'documents', t('shell.documents')),
    place('/documents/archive', 'archive', t('shell.archive')),
    place('/circles', 'circles', t('shell.circles')),
    place('/people', 'people', t('shell.people')),
    place('/devices', 'devices', t('shell.devices')),
    place('/settings', 'settings', t('shell.settings')),
    ...others.map(
      ({ id, name }): Act => ({
        id: `go:${id}`,
        item: { id: `go:${id}`, icon: 'circles', title: name, voice: 'people', aside: t('shell.workspace') },
        run: (beside) => go(toWorkspace(id), beside),
      }),
    ),
  ]
}

export function actionsOf(around: Around): Act[] {
  const { shell, onFile, go, toast, sayChanges } = around
  const { workspace, show, booted } = shell
  const { shelf } = booted
  const settings = shelf.settings.get()
  const acts: Act[] = []
  const add = (id: string, line: Line): void => void acts.push(actOf(id, line))

  if (workspace.mayWrite) {
    add('new', { icon: 'add', words: t('home.newDocument'), keys: keysOf('new'), run: () => void newDocument(workspace, (route) => go(route, false)) })
    add('template', { icon: 'template', words: t('home.templates.title'), run: () => show({ kind: 'templates' }) })
    add('import', { icon: 'bringIn', words: t('home.import.title'), run: () => pickFile(TEXT_FILES, onFile) })
  }
  if (workspace.maySpeak) add('invite', { icon: 'invite', words: t('home.inviteSomeone'), keys: keysOf('invite'), run: () => show({ kind: 'invite' }) })
  acts.push(...ofText(around))
  add('changed', { icon: 'versions', words: t('shell.keys.changed'), keys: keysOf('changed'), run: sayChanges })
  add('device', { icon: 'devices', words: t('workspace.devices.add'), run: () => go('/devices', false) })
  if (workspace.mayWrite) add('relays', { icon: 'relay', words: t('shell.do.relays'), run: () => show({ kind: 'relays' }) })
  add('backup', {
    icon: 'takeOut',
    words: t('workspace.file.backup'),
    run: () => void saveBackup(workspace).then((count) => toast({ text: t('workspace.file.saved', { count }) })),
  })
  add('workspace', { icon: 'add', words: t('shell.newWorkspace'), run: () => go('/new', false) })
  const isDark = document.documentElement.dataset.theme === 'dark' || (settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  add('theme', {
    icon: isDark ? 'sun' : 'moon',
    words: t(isDark ? 'shell.do.light' : 'shell.do.dark'),
    run: () => void shelf.set({ theme: isDark ? 'light' : 'dark' }),
  })
  add('fold', { icon: 'rail', words: t('shell.keys.fold'), keys: keysOf('fold'), run: () => void shelf.set({ railFolded: !settings.railFolded }) })
  add('shown', {
    icon: settings.shown ? 'hide' : 'show',
    words: t(settings.shown ? 'shell.do.hideMe' : 'workspace.people.shown'),
    run: () => void shelf.set({ shown: !settings.shown }),
  })
  add('reader', {
    icon: 'text',
    words: t(settings.screenReader ? 'shell.do.readerOff' : 'shell.do.readerOn'),
    run: () => void shelf.set({ screenReader: !settings.screenReader }),
  })
  add('letters', {
    icon: 'keyboard',
    words: t(settings.letterKeys ? 'shell.do.lettersOff' : 'shell.do.lettersOn'),
    run: () => void shelf.set({ letterKeys: !settings.letterKeys }),
  })
  add('keys', { icon: 'question', words: t('shell.keys.title'), keys: keysOf('help'), run: () => show({ kind: 'keys' }) })
  add('leave', { icon: 'leave', words: t('shell.settings.leave'), run: () => show({ kind: 'leave' }) })
  return acts
}

/** What can be done with the text that is open. */
function ofText({ shell, text, toast }: Around): Act[] {
  if (!text) return []
  const { workspace, show } = shell
  const { actions, listing } = text
  const { id, archived } = listing
  const title = titleWords(text.title)
  const acts = [
    actOf('findInText', { icon: 'search', words: t('shell.findInText'), keys: 'Ctrl+F', run: () => later(() => actions.find()) }),
    actOf('copy', { icon: 'duplicate', words: t('shell.copyText'), run: () => void actions.copyRichText() }),
    actOf('markdown', {
      icon: 'takeOut',
      words: t('shell.saveMarkdown'),
      run: () => void actions.markdown().then((markdown) => saveFile(new TextEncoder().encode(markdown), fileName(title, 'md'), 'text/markdown')),
    }),
    actOf('word', { icon: 'takeOut', words: t('shell.saveWord'), run: () => void actions.word().then((bytes) => saveWord(bytes, title)) }),
    actOf('print', { icon: 'print', words: t('shell.print'), keys: 'Ctrl+P', run: () => later(() => window.print()) }),
  ]
  if (!workspace.mayWrite || listing.state !== 'listed') return acts
  const archive = (on: boolean): void => {
    archiveDocument(workspace, id, on)
    toast({ text: t(on ? 'shell.archivedToast' : 'shell.restoredToast', { title }), undo: () => archiveDocument(workspace, id, !on) })
  }
  return [
    ...acts,
    actOf('undo', { icon: 'undo', words: t('documents.undo'), keys: 'Ctrl+Z', run: () => actions.undo() }),
    actOf('redo', { icon: 'redo', words: t('documents.redo'), keys: 'Ctrl+Shift+Z', run: () => actions.redo() }),
    actOf('rename', { icon: 'edit', words: t('shell.renameTitle'), run: () => show({ kind: 'rename', id, title: text.title }) }),
    actOf('archive', { icon: archived ? 'restore' : 'archive', words: t(archived ? 'shell.restoreIt' : 'shell.archiveIt'), run: () => archive(!archived) }),
    actOf('delete', { icon: 'trash', words: t('shell.deleteIt'), run: () => show({ kind: 'delete', id, title }) }),
  ]
}

/** Once the palette has gone and given the focus back. */
const later = (act: () => void): void => void setTimeout(act, 60)
