import { t } from '../../words/words'

/**
 * Three plain lines for the group's own chat (pure): what it is about, until when, where. The link leads to the app and the place in it;
 * it opens nothing for whoever is not in the workspace.
 */
export function reminder({ sentence, closes, address, route }: { sentence: string; closes: string; address: string; route: string }): string {
  return [sentence, closes, `${address.replace(/#.*$/, '')}#${route}`].join('\n')
}

/** To the share sheet; where there is none, to the clipboard. What became of it, in words; null: somebody thought better of it. */
export async function share(text: string): Promise<string | null> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ text })
      return t('proposals.remind.shared')
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null
    }
  }
  try {
    await navigator.clipboard.writeText(text)
    return t('proposals.remind.copied')
  } catch {
    return t('proposals.remind.notCopied')
  }
}
