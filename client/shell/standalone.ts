/** On the home screen of a phone an app has storage of its own on some systems: whoever was in a group in the browser begins there with nothing. */
export function isApart(page: Pick<Window, 'matchMedia' | 'navigator'> = window): boolean {
  return page.matchMedia('(display-mode: standalone)').matches || (page.navigator as { standalone?: boolean }).standalone === true
}
