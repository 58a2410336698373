/**
 * What is typed between Ctrl K and the moment when the palette has the focus: on a slow machine it still has to be fetched, and letters meant for it must not
 * land in the text below. They are held, and given to the palette's field in their order.
 */

export interface EarlyKeys {
  /** What has been typed so far, and whether Enter came after it; it is held no longer. */
  take(): { readonly text: string; readonly isEntered: boolean }
  stop(): void
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

/** What one more key makes of what is held. Pure. null: it is none of these keys. */
export function withKey(held: { text: string; isEntered: boolean }, { key, ctrlKey, metaKey, altKey, isComposing }: PressedKey) {
  if (isComposing || ctrlKey || metaKey || altKey) return null
  if (key === 'Backspace') return { ...held, text: [...held.text].slice(0, -1).join('') }
  if (key === 'Enter') return { ...held, isEntered: held.text.trim() !== '' }
  // A letter after Enter is for wherever Enter leads.
  return [...key].length === 1 && !held.isEntered ? { ...held, text: held.text + key } : null
}

/** @param isThere whether the palette's field has the focus; once it had, every key goes where the focus is */
export function holdEarlyKeys(page: Window, isThere: () => boolean, onEscape: () => void): EarlyKeys {
  let held = { text: '', isEntered: false }
  let wasThere = false
  const onKey = (event: KeyboardEvent): void => {
    wasThere ||= isThere()
    if (wasThere) return
    const next = withKey(held, event)
    if (next) held = next
    else if (event.key === 'Escape') onEscape()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  page.addEventListener('keydown', onKey, { capture: true })
  return {
    take() {
      const taken = held
      held = { text: '', isEntered: false }
      return taken
    },
    stop: () => page.removeEventListener('keydown', onKey, { capture: true }),
  }
}
