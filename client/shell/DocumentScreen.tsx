import type { DocumentListing } from '../workspace/listing'

export function DocumentScreen({ listing, onGo }: { listing: DocumentListing; onGo: (route: string) => void }) {
  return (
    <main id="main">
      {listing.title}
      {String(onGo).length}
    </main>
  )
}
