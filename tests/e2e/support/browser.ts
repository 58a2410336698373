/** What Chromium would ask its maker for (autofill, hints, …); of several such switches the last counts, so Playwright's stand here, too. */
const UNWANTED = ['AutofillServerCommunication', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'OptimizationHints', 'MediaRouter', 'PaintHolding']

/** No sandbox where there is nobody but root (containers), and none of the browser's own requests. */
export const browserArguments: string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  `--disable-features=${UNWANTED.join(',')}`,
]
