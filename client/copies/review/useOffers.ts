import { useEffect, useState } from 'react'
import { useWorkspace } from '../../workspace/useWorkspace'
import { type OpenOffer, watchOffers } from './openOffers'

/** Offers of copies to a text that hold something which nobody has decided. */
export function useOffers(id: string): readonly OpenOffer[] {
  const workspace = useWorkspace()
  const [offers, setOffers] = useState<readonly OpenOffer[]>([])
  useEffect(() => watchOffers(workspace, id, setOffers), [workspace, id])
  return offers
}
