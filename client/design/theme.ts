export type Theme = 'system' | 'light' | 'dark'

const grounds = { light: '#fcfcfa', dark: '#1b1b19' } as const

/** Rows with less room; by touch they stay as they are. */
export function applyDensity(isCompact: boolean, page: Document = document): void {
  if (isCompact) page.documentElement.dataset.density = 'compact'
  else delete page.documentElement.dataset.density
}

/** Shows the app light or dark; 'system' follows the device. Where the choice is kept is the caller's matter. */
export function applyTheme(theme: Theme, page: Document = document): void {
  if (theme === 'system') delete page.documentElement.dataset.theme
  else page.documentElement.dataset.theme = theme
  for (const meta of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = grounds[theme === 'system' ? own : theme]
  }
}
