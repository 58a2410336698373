import { classes } from '../classes'
import styles from './Kbd.module.css'

const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
const appleSigns: Record<string, string> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }
const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓' }

/** "Ctrl+Shift+D" as this device's keyboard has it: with spaces between, or with the signs of an Apple keyboard. */
export function keysHere(keys: string, onApple = apple): string {
  const parts = keys.split('+').map((part) => arrows[part] ?? part)
  return onApple ? parts.map((part) => appleSigns[part] ?? part).join('') : parts.join(' ')
}

/** A key to press. `keys` is written as "Ctrl+K"; Ctrl is Command on an Apple keyboard. */
export function Kbd({ keys, className }: { keys: string; className?: string | undefined }) {
  return (
    <kbd className={classes(styles.kbd, className)} dir="ltr">
      {keysHere(keys)}
    </kbd>
  )
}
