import type { Plugin } from 'vite'

/** The two files that the first screen needs (89 KB); all other scripts are fetched at their first letter. */
const wanted = [/commissioner-latin-wght-normal.*\.woff2$/, /literata-latin-wght-normal.*\.woff2$/]

/** Asks for both voices before the style sheet is read. Throws if a font is missing from the build: then its name has changed. */
export function fontPreload(): Plugin {
  return {
    name: 'leaderful:font-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (!bundle) return []
        return wanted.map((pattern) => {
          const file = Object.keys(bundle).find((name) => pattern.test(name))
          if (!file) throw new Error(`No font in the build is called ${pattern.source}`)
          return { tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' }, injectTo: 'head' as const }
        })
      },
    },
  }
}
