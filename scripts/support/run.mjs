import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Said in one line, with exit code 1: a fault that whoever runs the script can mend. */
export class Fault extends Error {}

/** Runs `main`; a fault becomes one line on stderr, anything else keeps its stack. Either way the exit code is 1. */
export async function script(main) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Fault ? error.message : error)
    process.exit(1)
  }
}

/**
 * A process of this repository, in its folder. Resolves with its exit code (1 when it could not be started) and, with
 * `capture`, what it wrote; it never rejects.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (text) => {
      output += text
    })
    child.stderr?.on('data', (text) => {
      output += text
    })
    child.on('error', (error) => resolve({ code: 1, output: `${output}${command}: ${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The script behind a package's command, to be run by this very Node: no shell, no npx, the same on every system. */
export function commandOf(packageName) {
  const folder = path.join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : Object.values(bin)[0])
}

/** Runs a package's command. */
export const runPackage = (packageName, args, options) => run(process.execPath, [commandOf(packageName), ...args], options)

/** Runs npm: the one that runs this script, if there is one. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  return npm?.endsWith('.js') ? run(process.execPath, [npm, ...args], options) : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
}
