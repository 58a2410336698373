/**
 * The icons by what they mean, and the Phosphor drawing that each one is. Pure: the build reads this table to make the sprite (scripts/vite/iconSprite.ts).
 * Whatever is not in this table is not shipped. Drawn by us and not in it: the mark, the ring, the position signs, the sign for where words are.
 */
export const icons = {
  // Places and things
  home: 'house',
  document: 'file-text',
  documents: 'files',
  proposal: 'hand-palm',
  decision: 'seal-check',
  circles: 'circles-three',
  copy: 'arrows-split',
  merge: 'arrows-merge',
  versions: 'clock-counter-clockwise',
  comment: 'chat-circle',
  smallBid: 'flask',
  assumption: 'hourglass-medium',
  horizon: 'binoculars',
  hadToAct: 'fire-simple',
  turns: 'arrows-clockwise',
  hand: 'hand-heart',
  microphone: 'microphone-stage',
  people: 'users-three',
  person: 'user',
  invite: 'user-plus',
  invitation: 'key',
  locks: 'lock-key',
  lock: 'lock-simple',
  signed: 'signature',
  device: 'device-mobile',
  devices: 'devices',
  laptop: 'laptop',
  relay: 'cell-tower',
  offline: 'wifi-slash',
  disk: 'floppy-disk',
  archive: 'archive',
  example: 'book-open-text',
  template: 'layout',
  settings: 'gear-six',
  language: 'translate',
  keyboard: 'keyboard',
  question: 'question',
  passage: 'text-align-left',
  calendar: 'calendar-blank',

  // Doing
  add: 'plus',
  less: 'minus',
  search: 'magnifying-glass',
  clear: 'x-circle',
  close: 'x',
  back: 'caret-left',
  more: 'dots-three',
  moreDown: 'dots-three-vertical',
  check: 'check',
  edit: 'pencil-simple',
  duplicate: 'copy',
  takeOut: 'export',
  bringIn: 'tray-arrow-down',
  download: 'download-simple',
  share: 'share-network',
  scan: 'qr-code',
  trash: 'trash',
  restore: 'arrow-u-up-left',
  leave: 'sign-out',
  print: 'printer',
  open: 'arrow-square-out',
  filter: 'funnel-simple',
  deadline: 'clock',
  show: 'eye',
  hide: 'eye-slash',
  picture: 'image',
  drag: 'dots-six-vertical',
  moveUp: 'arrow-up',
  moveDown: 'arrow-down',
  next: 'arrow-right',
  previous: 'arrow-left',
  up: 'arrow-up',
  down: 'arrow-down',
  enter: 'arrow-elbow-down-left',
  mention: 'at',
  image: 'image',

  // Pointing
  caretDown: 'caret-down',
  caretUp: 'caret-up',
  caretRight: 'caret-right',
  caretUpDown: 'caret-up-down',
  rail: 'sidebar-simple',
  outline: 'list',

  // Saying
  info: 'info',
  warning: 'warning-circle',
  update: 'arrow-circle-up',
  sun: 'sun',
  moon: 'moon',
  screen: 'monitor',

  // Writing
  text: 'text-aa',
  paragraph: 'paragraph',
  heading1: 'text-h-one',
  heading2: 'text-h-two',
  heading3: 'text-h-three',
  bold: 'text-b',
  italic: 'text-italic',
  strike: 'text-strikethrough',
  highlight: 'highlighter',
  link: 'link',
  unlink: 'link-break',
  bulletList: 'list-bullets',
  numberedList: 'list-numbers',
  taskList: 'list-checks',
  indent: 'text-indent',
  outdent: 'text-outdent',
  quote: 'quotes',
  code: 'code',
  codeBlock: 'code-block',
  table: 'table',
  rule: 'minus',
  fold: 'caret-circle-right',
  undo: 'arrow-arc-left',
  redo: 'arrow-arc-right',
  columnAdd: 'columns-plus-right',
  rowAdd: 'rows-plus-bottom',
} as const

export type IconName = keyof typeof icons

/** Filled: the chosen place in navigation, and the settled states. */
export const filled = [
  'home',
  'search',
  'document',
  'documents',
  'proposal',
  'decision',
  'circles',
  'comment',
  'smallBid',
  'settings',
  'people',
] as const satisfies readonly IconName[]

/** Bold: only at 12 to 16 px, where the regular line would be too thin. */
export const bolded = [
  'check',
  'close',
  'caretDown',
  'caretUp',
  'caretRight',
  'add',
  'less',
  'warning',
  'more',
  'moreDown',
] as const satisfies readonly IconName[]

/** Drawings that point along the line of writing, and are turned round where that runs from right to left. One with digits in it is not: nobody writes them backwards. */
export const mirrored: ReadonlySet<IconName> = new Set<IconName>([
  'back',
  'next',
  'previous',
  'caretRight',
  'rail',
  'outline',
  'passage',
  'bulletList',
  'taskList',
  'indent',
  'outdent',
  'undo',
  'redo',
  'restore',
  'leave',
  'open',
  'enter',
  'quote',
  'fold',
  'columnAdd',
  'filter',
])

export type IconWeight = 'regular' | 'fill' | 'bold'

/** The id of a drawing in the sprite. A weight that was not drawn falls back to the regular one. */
export function symbolOf(name: IconName, weight: IconWeight = 'regular'): string {
  if (weight === 'fill' && (filled as readonly IconName[]).includes(name)) return `${name}-fill`
  if (weight === 'bold' && (bolded as readonly IconName[]).includes(name)) return `${name}-bold`
  return name
}

/** Every drawing that the sprite holds. */
export function drawings(): { id: string; file: string; weight: IconWeight }[] {
  const regular = Object.entries(icons).map(([name, file]) => ({ id: name, file, weight: 'regular' as const }))
  const fill = filled.map((name) => ({ id: `${name}-fill`, file: icons[name], weight: 'fill' as const }))
  const bold = bolded.map((name) => ({ id: `${name}-bold`, file: icons[name], weight: 'bold' as const }))
  return [...regular, ...fill, ...bold]
}
