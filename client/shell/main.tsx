// First of all: what every component's own style builds on.
import '../design/fonts.css'
import '../design/tokens.css'
import '../design/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { AppBoundary } from './ErrorBoundary'
import { takeInvitation } from './takeInvitation'

// Before anything else: the secret of an invitation leaves the address bar and the history.
const invitation = takeInvitation(window)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <AppBoundary>
      <App invitation={invitation} />
    </AppBoundary>,
  )
