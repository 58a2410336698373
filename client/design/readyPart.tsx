import { type ComponentType, lazy, useState } from 'react'
import { whenFetched } from './whenFetched'

export interface ReadyPart<P> {
  readonly Part: ComponentType<P>
  /** Fetches it, so that it is drawn at once when it is wanted. */
  fetch(): Promise<unknown>
}

/**
 * A screen that comes when it is needed, as `lazy` has it; but one that was fetched before is drawn at once. React's `lazy` shows the fallback even then,
 * and what has shown a fallback waits 300 ms before it shows anything else.
 */
export function readyPart<P extends object>(load: () => Promise<ComponentType<P>>): ReadyPart<P> {
  let here: ComponentType<P> | null = null
  const fetch = () =>
    load().then((part) => {
      here = part
      return { default: part }
    })
  const Later = lazy(() => whenFetched(fetch))
  const choose = (): ComponentType<P> => here ?? (Later as unknown as ComponentType<P>)
  const draw = (props: P) => <Chosen choose={choose} props={props} />
  return { Part: draw, fetch }
}

/** Chosen once for as long as it stands: another kind of element would lose all that is below it. */
function Chosen<P extends object>({ choose, props }: { choose: () => ComponentType<P>; props: P }) {
  const [Part] = useState(choose)
  return <Part {...props} />
}
