/*
 * The service worker: a cold start without any network. The build puts two lines before this text: VERSION (a hash of
 * the files) and FILES (what a start needs: the page, scripts, styles, the fonts of Latin scripts).
 *
 * Each version has a cache of its own, filled before it counts as installed. A new version waits until the page, asked
 * by a person, posts 'skip waiting'; then the one before it stays in the cache, because other tabs still run it.
 */
const CACHE = `leaderful-${VERSION}`
const isOurs = (name) => name.startsWith('leaderful-')

/** Files under /assets/ carry a hash of their content in their name: what an older version has need not be fetched again. */
async function fill() {
  const cache = await caches.open(CACHE)
  const put = async (file) => {
    const held = file.startsWith('/assets/') ? await caches.match(file) : undefined
    return held ? cache.put(file, held) : cache.add(new Request(file, { cache: 'reload' }))
  }
  await Promise.all(FILES.map(put))
}

async function dropOlder() {
  const names = (await caches.keys()).filter((name) => isOurs(name) && name !== CACHE)
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)))
}

async function answer(request, path) {
  const cache = await caches.open(CACHE)
  const held = (await cache.match(path, { ignoreVary: true })) ?? (await caches.match(path, { ignoreVary: true }))
  if (held) return held
  const response = await fetch(request)
  // Fonts of other scripts come once somebody writes in them, and stay.
  if (response.ok && path.startsWith('/assets/')) await cache.put(path, response.clone())
  return response
}

self.addEventListener('install', (event) => event.waitUntil(fill()))
self.addEventListener('activate', (event) => event.waitUntil(dropOlder()))
self.addEventListener('message', (event) => {
  if (event.data === 'skip waiting') self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  const isHeld = pathname === '/' || pathname.startsWith('/assets/') || FILES.includes(pathname)
  if (event.request.method === 'GET' && origin === self.location.origin && isHeld) event.respondWith(answer(event.request, pathname))
})
