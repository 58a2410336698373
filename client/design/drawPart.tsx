import { type ComponentType, lazy, useState } from 'react'
import type { FetchedPart } from './fetchedPart'
import { whenFetched } from './whenFetched'

/**
 * A screen that comes when it is needed, as `lazy` has it; but one that was fetched before is drawn at once. React's `lazy` shows the fallback even then,
 * and what has shown a fallback waits 300 ms before it shows anything else.
 */
export function drawPart<P extends object>(part: FetchedPart<ComponentType<P>>): ComponentType<P> {
  const Later = lazy(() => whenFetched(part.fetch).then((fetched) => ({ default: fetched })))
  const choose = (): ComponentType<P> => part.here() ?? (Later as unknown as ComponentType<P>)
  const draw = (props: P) => <Chosen choose={choose} props={props} />
  return draw
}

/** Chosen once for as long as it stands: another kind of element would lose all that is below it. */
function Chosen<P extends object>({ choose, props }: { choose: () => ComponentType<P>; props: P }) {
  const [Part] = useState(choose)
  return <Part {...props} />
}
