import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The relay as a program: settings from the environment, one line when it is up, and one line with a non-zero exit when it
 * cannot start. SIGTERM and SIGINT let it finish what it has begun.
 */
const OLDEST = [20, 19] as const
/** Nothing holds the exit up for longer. */
const EXIT_MS = 10_000

function fail(words: string): never {
  console.error(words)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
  fail(`Leaderful needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`)

async function run(): Promise<void> {
  // Only now: an older Node could not even read these.
  const { startRelay, StartError } = await import('./startRelay')
  const { settingsOf } = await import('./settings')
  const { consoleLogger } = await import('./logging')
  try {
    const staticDir = join(dirname(fileURLToPath(import.meta.url)), '..', 'client')
    const settings = settingsOf(process.env, staticDir)
    const running = await startRelay({ ...settings, logger: consoleLogger })
    console.log(`Leaderful is at ${running.url}`)
    let isStopping = false
    const stop = (): void => {
      if (isStopping) process.exit(1) // asked twice: at once
      isStopping = true
      setTimeout(() => process.exit(1), EXIT_MS).unref()
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  } catch (error) {
    if (error instanceof StartError || error instanceof RangeError) fail(error.message)
    throw error
  }
}

await run()
