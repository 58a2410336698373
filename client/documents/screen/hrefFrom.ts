import { isSafeHref } from '../schema/attributes'

/** An address as people write it: "example.org" means the web, "a@b.org" a letter. Null: it may not be linked. */
export function hrefFrom(typed: string): string | null {
  const trimmed = typed.trim()
  if (trimmed === '') return null
  const isLetter = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(trimmed)
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : isLetter ? `mailto:${trimmed}` : `https://${trimmed}`
  return isSafeHref(whole) ? whole : null
}
