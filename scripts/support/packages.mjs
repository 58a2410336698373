import fs from 'node:fs'
import path from 'node:path'
import { Fault, root, runNpm } from './run.mjs'

const read = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Whether what lies in node_modules is what the lock file names. Packages for other systems may be missing. */
export function arePackagesInstalled(folder = root) {
  const wanted = read(path.join(folder, 'package-lock.json'))
  const installed = read(path.join(folder, 'node_modules', '.package-lock.json'))
  if (wanted === null || installed === null) return false
  return Object.entries(wanted.packages).every(
    ([where, entry]) => where === '' || entry.optional || entry.devOptional || entry.link || installed.packages[where]?.version === entry.version,
  )
}

/** `npm ci`, if anything is missing or of another version. */
export async function installPackages(folder = root) {
  if (arePackagesInstalled(folder)) return
  console.log('Installing packages (once; a minute or so) …')
  const { code } = await runNpm(['ci', '--no-fund', '--no-audit', '--prefix', folder])
  if (code !== 0) throw new Fault('npm could not install the packages: see what it says above. Without a network, copy node_modules from elsewhere.')
}
