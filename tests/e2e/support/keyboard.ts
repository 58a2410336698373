import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until the focus is there, as somebody without a pointer does. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(wanted, 'reached by Tab').toBeFocused()
}

/** Keeps everything that any live region says from now on. Returns how to read it. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const isLive = '[aria-live], [role="status"], [role="alert"], output'
    new MutationObserver((mutations) => {
      const regions = new Set(
        mutations.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(isLive)).filter((region) => region != null),
      )
      for (const region of regions) if (region.textContent) heard.push(region.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => [...(window as unknown as { heard: string[] }).heard])
}
