// The first import of every script: an older Node gets one clear line and no stack trace.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Leaderful needs Node 20.19 or newer; this is Node ${process.versions.node}. Get it from nodejs.org.`)
  process.exit(1)
}
