/** What a person has set on this device (pure). Nothing of it leaves the device but the name, with the first joining. */

export type Theme = 'light' | 'dark' | 'system'

export interface Settings {
  readonly v: 1
  readonly name: string
  readonly theme: Theme
  /** A locale of the catalogue; null: as the browser says. */
  readonly language: string | null
  /** false: "do not show that I am here". */
  readonly shown: boolean
  readonly railFolded: boolean
  /** Single letters are keys where nobody is writing. */
  readonly letterKeys: boolean
  /** All of a text is kept ready for a screen reader, however long. */
  readonly screenReader: boolean
  /** Less room in lists. */
  readonly compact: boolean
}

export const FIRST_SETTINGS: Settings = {
  v: 1,
  name: '',
  theme: 'system',
  language: null,
  shown: true,
  railFolded: false,
  letterKeys: true,
  screenReader: false,
  compact: false,
}

/** Whatever an older or newer version of the app wrote: each field alone, or its first value. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return FIRST_SETTINGS
  const found = value as Partial<Record<keyof Settings, unknown>>
  const flag = (field: 'shown' | 'railFolded' | 'letterKeys' | 'screenReader' | 'compact') =>
    typeof found[field] === 'boolean' ? found[field] : FIRST_SETTINGS[field]
  return {
    v: 1,
    name: typeof found.name === 'string' ? found.name : '',
    theme: found.theme === 'light' || found.theme === 'dark' ? found.theme : 'system',
    language: typeof found.language === 'string' ? found.language : null,
    shown: flag('shown'),
    railFolded: flag('railFolded'),
    letterKeys: flag('letterKeys'),
    screenReader: flag('screenReader'),
    compact: flag('compact'),
  }
}
