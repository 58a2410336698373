import { useEffect, useState } from 'react'

/** True once `holds` has held for `ms` milliseconds without a break: for what shall not flicker. */
export function useAfter(holds: boolean, ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    if (!holds) {
      setPassed(false)
      return
    }
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [holds, ms])
  return holds && passed
}

/** True while `holds`, and for `ms` milliseconds after it. */
export function useLinger(holds: boolean, ms: number): boolean {
  const [lingers, setLingers] = useState(holds)
  useEffect(() => {
    if (holds) {
      setLingers(true)
      return
    }
    const timer = setTimeout(() => setLingers(false), ms)
    return () => clearTimeout(timer)
  }, [holds, ms])
  return holds || lingers
}
