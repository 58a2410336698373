import { TabPanel as AriaPanel, Tab, TabList, TabProvider } from '@ariakit/react/tab'
import { createContext, type ReactNode, useContext, useId } from 'react'
import styles from './Tabs.module.css'

export interface TabsProps<T extends string> {
  /** What is looked at in several ways, for the ear. */
  label: string
  value: T
  onChange: (value: T) => void
  tabs: readonly { value: T; words: ReactNode; count?: number }[]
  /** The panels: one `TabPanel` per tab. */
  children?: ReactNode
}

const Prefix = createContext('')

/** Several views of one thing, as underlined words. Arrows walk from one to the next. */
export function Tabs<T extends string>({ label, value, onChange, tabs, children }: TabsProps<T>) {
  const prefix = useId()
  return (
    <TabProvider selectedId={`${prefix}${value}`} setSelectedId={(id) => id && onChange(id.slice(prefix.length) as T)}>
      <TabList className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.value} id={`${prefix}${tab.value}`} className={styles.tab}>
            {tab.words}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      <Prefix value={prefix}>{children}</Prefix>
    </TabProvider>
  )
}

/** What one tab shows. It is in the page only while its tab is chosen. */
export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  const prefix = useContext(Prefix)
  return (
    <AriaPanel tabId={`${prefix}${value}`} className={className ?? styles.panel} unmountOnHide>
      {children}
    </AriaPanel>
  )
}
