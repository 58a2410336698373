import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Fault, run, runPackage } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const HELP = 'Install Chromium or Chrome, or set CHROMIUM_PATH to one, then run npm test again.'

/** Stand-ins that only tell how to install the real one do not count. Windows has no --version: there, being there is enough. */
function isBrowser(file) {
  if (!fs.existsSync(file)) return false
  if (process.platform === 'win32') return true
  try {
    return /\d+\.\d+/.test(execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 }))
  } catch {
    return false
  }
}

const playwrightsOwn = () => createRequire(import.meta.url)('@playwright/test').chromium.executablePath()

function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!isBrowser(chosen)) throw new Fault(`CHROMIUM_PATH names ${chosen}, which is no browser that starts.`)
    return chosen
  }
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...onPath, ...ELSEWHERE, playwrightsOwn()].find(isBrowser) ?? null
}

const isDebian = () => process.getuid?.() === 0 && fs.existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(fs.readFileSync('/etc/os-release', 'utf8'))

async function installBrowser() {
  console.log('Installing a browser (once; a few minutes) …')
  if (isDebian()) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env })
  } else {
    await runPackage('@playwright/test', ['install', 'chromium'])
  }
}

/** A Chromium to test with, installed where that can be done. @returns {Promise<string>} its path. @throws Fault with what to do */
export async function requireBrowser() {
  const found = findBrowser()
  if (found !== null) return found
  await installBrowser()
  const installed = findBrowser()
  if (installed === null) throw new Fault(`No browser to test with, and none could be installed. ${HELP}`)
  return installed
}
