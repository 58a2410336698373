/**
 * A picture as it is kept: at most 1,600 pixels a side and 300 KB, drawn anew, so that nothing that a camera wrote beside it (place, time, device) comes along. In the
 * browser, on this device. DOM only.
 */
import { ok, type Result, refuse } from '../../../shared/result'

export const SIDE_MOST = 1600
export const PICTURE_MOST = 300_000
/** Of a file that is looked at at all. */
export const FILE_MOST = 40_000_000

export type PictureRefusal = 'not a picture' | 'too big' | 'too fine'

export interface ShrunkPicture {
  readonly type: 'image/webp' | 'image/jpeg'
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** As wide and high as it can be within the limit. */
export function sized(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Tried in this order until it is small enough: first less exact, then smaller. */
export const TRIES: readonly { readonly side: number; readonly quality: number }[] = [
  { side: SIDE_MOST, quality: 0.85 },
  { side: SIDE_MOST, quality: 0.7 },
  { side: 1280, quality: 0.7 },
  { side: 1024, quality: 0.65 },
  { side: 800, quality: 0.6 },
  { side: 640, quality: 0.5 },
]

export async function shrink(file: Blob): Promise<Result<ShrunkPicture, PictureRefusal>> {
  if (file.size > FILE_MOST) return refuse('too big')
  const drawn = await decode(file)
  if (!drawn) return refuse('not a picture')
  try {
    for (const { side, quality } of TRIES) {
      const { width, height } = sized(drawn.width, drawn.height, side)
      const blob = await encode(drawn, width, height, quality)
      if (blob && blob.size <= PICTURE_MOST) {
        const type = blob.type === 'image/webp' ? 'image/webp' : 'image/jpeg'
        return ok({ type, bytes: new Uint8Array(await blob.arrayBuffer()), width, height })
      }
    }
    return refuse('too fine')
  } finally {
    drawn.close()
  }
}

/** Turned upright as the camera said. */
async function decode(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return null
  }
}

async function encode(drawn: ImageBitmap, width: number, height: number, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(drawn, 0, 0, width, height)
  const made = (type: string) => new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  const webp = await made('image/webp')
  if (webp?.type === 'image/webp') return webp
  // A browser that writes no WebP gives PNG instead. JPEG knows no transparency: what was clear is white.
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  return made('image/jpeg')
}
