import type { ReactNode } from 'react'
import type_ from './type.module.css'

/** Words for the ear only. */
export function Unseen({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span id={id} className={type_.unseen}>
      {children}
    </span>
  )
}
