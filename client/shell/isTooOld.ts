/**
 * What the app cannot do without, and what the oldest browsers of docs/decisions/browsers.md have. Asked before anything is
 * drawn, so that somebody with an old browser reads a sentence and not a blank page.
 */
export function isTooOld(browser: typeof globalThis): boolean {
  const needs = [
    () => 'BroadcastChannel' in browser && 'Worker' in browser && 'indexedDB' in browser,
    () => typeof browser.structuredClone === 'function' && typeof browser.crypto?.getRandomValues === 'function',
    () => typeof browser.Array.prototype.findLast === 'function' && typeof browser.Object.hasOwn === 'function',
    () => typeof browser.Intl.Segmenter === 'function',
  ]
  return needs.some((need) => !need())
}
