import './support/requireNode.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { requireBrowser } from './support/browser.mjs'
import { root, script } from './support/run.mjs'

/** node scripts/icons.mjs: draws the app's icons (client/public/icon-*.png) from the mark, in a browser. Run it when the mark changes. */
const SHEET = '#fcfcfa'
const INK = '#1f211b'
const folder = path.join(root, 'client/public')
const ICONS = [
  { file: 'icon-180.png', size: 180, share: 0.62 },
  { file: 'icon-192.png', size: 192, share: 0.62 },
  { file: 'icon-512.png', size: 512, share: 0.62 },
  // Launchers may cut away everything outside of a circle of 80 %.
  { file: 'icon-maskable.png', size: 512, share: 0.52 },
]
const mark =
  '<path d="M20.19 10.63A8.3 8.3 0 0 1 19.72 15.04M17.28 18.4A8.3 8.3 0 0 1 13.23 20.21M9.09 19.77A8.3 8.3 0 0 1 5.5 17.17M3.81 13.37A8.3 8.3 0 0 1 4.28 8.96M6.72 5.6A8.3 8.3 0 0 1 10.77 3.79" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round"/><circle cx="16.88" cy="5.29" r="2.35" fill="#cf7113"/>'

script(async () => {
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({ executablePath: await requireBrowser(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage()
  for (const { file, size, share } of ICONS) {
    const side = 24 / share
    const from = (24 - side) / 2
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<body style="margin:0;color:${INK}"><svg xmlns="http://www.w3.org/2000/svg" style="display:block" width="${size}" height="${size}" viewBox="${from} ${from} ${side} ${side}"><rect x="${from}" y="${from}" width="${side}" height="${side}" fill="${SHEET}"/>${mark}</svg>`,
    )
    await page.screenshot({ path: path.join(folder, file) })
  }
  await browser.close()
  fs.writeFileSync(
    path.join(folder, 'icon.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26"><rect x="-1" y="-1" width="26" height="26" rx="6" fill="${SHEET}"/>${mark.replace('currentColor', INK)}</svg>\n`,
  )
})
