// First of all: what every component's own style builds on.
import '../design/fonts.css'
import '../design/tokens.css'
import '../design/base.css'
import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { addPseudoLocales } from '../words/pseudo'
import { bestLocale, t } from '../words/words'
import { App } from './App'
import { hasBeenHere, warm } from './boot'
import { AppBoundary } from './ErrorBoundary'
import { isTooOld } from './isTooOld'
import { keptLanguage, speak } from './language'
import { takeInvitation } from './takeInvitation'

// Before anything else: the secret of an invitation leaves the address bar and the history.
const invitation = takeInvitation(window)

// Whoever has been here goes inside: all that it takes is asked for at once, not one thing after the other.
if (hasBeenHere() && !isTooOld(globalThis)) warm()

/** Every component in every state: `#/components`, in dev only. The build leaves it out. */
const Components =
  import.meta.env.DEV && window.location.hash === '#/components'
    ? lazy(() => import('../design/ComponentsPage').then(({ ComponentsPage }) => ({ default: ComponentsPage })))
    : null

if (import.meta.env.DEV) addPseudoLocales()

function begin(): void {
  const root = document.getElementById('root')
  if (root && isTooOld(globalThis)) root.textContent = t('home.oldBrowser')
  else if (root)
    createRoot(root).render(
      <AppBoundary>
        {Components ? (
          <Suspense fallback={null}>
            <Components />
          </Suspense>
        ) : (
          <App invitation={invitation} />
        )}
      </AppBoundary>,
    )
}

// English is here already; any other language comes with the first picture, not after it.
const language = keptLanguage()
if (bestLocale([...(language === null ? [] : [language]), ...navigator.languages]) === 'en') begin()
else void speak(language).then(begin)
