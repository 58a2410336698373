import { useMemo } from 'react'
import { t } from '../../words/words'
import styles from './QrCode.module.css'
import { qrPath } from './qrPath'

/** A QR code, dark on white in both themes (scanners want that), four modules of quiet round it. */
export function QrCode({ text, of, size = 240 }: { text: string; of: string; size?: number }) {
  const { side, path } = useMemo(() => qrPath(text), [text])
  return (
    <svg
      className={styles.qr}
      width={size}
      height={size}
      viewBox={`-4 -4 ${side + 8} ${side + 8}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('design.qr', { what: of })}
    >
      <path d={path} />
    </svg>
  )
}
