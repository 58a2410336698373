import { useState } from 'react'
import styles from './componentsPage/ComponentsPage.module.css'
import { Controls } from './componentsPage/Controls'
import { Layers } from './componentsPage/Layers'
import { Pages } from './componentsPage/Pages'
import { People } from './componentsPage/People'
import { Signs } from './componentsPage/Signs'
import { Segments } from './controls/Segments'
import { ToastProvider } from './layers/Toast'
import { Wordmark } from './signs/Mark'
import { applyTheme, type Theme } from './theme'

/**
 * Every component in every state, on one page: `#/components` in dev. Hover and focus are there to be tried; the words are samples, and the only ones on
 * any screen that do not come from the catalogue.
 */
export function ComponentsPage() {
  const [theme, setTheme] = useState<Theme>('system')
  const [direction, setDirection] = useState<'ltr' | 'rtl'>('ltr')
  return (
    <ToastProvider>
      <main className={styles.page}>
        <header className={styles.top}>
          <h1>
            <Wordmark size={32} />
          </h1>
          <Segments
            label="Theme"
            value={theme}
            onChange={(next) => {
              setTheme(next)
              applyTheme(next)
            }}
            options={[
              { value: 'system', words: 'As the device' },
              { value: 'light', words: 'Light' },
              { value: 'dark', words: 'Dark' },
            ]}
          />
          <Segments
            label="Direction"
            value={direction}
            onChange={(next) => {
              setDirection(next)
              document.documentElement.dir = next
            }}
            options={[
              { value: 'ltr', words: 'Left to right' },
              { value: 'rtl', words: 'Right to left' },
            ]}
          />
        </header>
        <div className={styles.columns}>
          <Signs />
          <Controls />
          <People />
          <Pages />
          <Layers />
        </div>
      </main>
    </ToastProvider>
  )
}
