import { t } from '../../words/words'
import { fileName, saveFile } from '../../workspace/saveFile'
import type { CircleView, Roll } from '../chart/roll'
import { pictureOf } from '../map/layout'
import { calendarOf } from './calendar'
import { charterOf } from './charter'
import { writeCsv } from './csv'
import { svgOf } from './mapPicture'
import { COLUMNS, roleRows } from './roleTable'

/** What leaves as a file. Nothing of it goes anywhere else. */
export type TakenOut = 'csv' | 'json' | 'svg' | 'png' | 'calendar'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The chart without anything that only this app needs: names in place of device keys. */
function jsonOf(roll: Roll): string {
  const circle = ({
    circle: { id: _, isAside: __, people: ___, documents: ____, parent: _____, ended: ______, ...words },
    roles,
    children,
    people,
  }: CircleView): unknown => ({
    ...words,
    people: people.map(({ name }) => name),
    roles: roles.map(({ role: { id: _id, circle: _circle, ended: _ended, ...said }, held, learners, free }) => ({
      ...said,
      holders: [...held, ...learners].map(({ term, who }) => ({
        name: who.name,
        from: term.from,
        until: term.until,
        how: term.how,
        learning: term.beside !== null,
      })),
      free: free.length,
    })),
    circles: children.map(circle),
  })
  return `${JSON.stringify({ on: roll.today, circles: roll.circles.map(circle) }, null, 2)}\n`
}

/** @returns (in the promise) false if this browser could draw no picture */
export async function takeOut(what: TakenOut, roll: Roll, workspaceName: string, now: number): Promise<boolean> {
  const name = t('circles.out.name', { name: workspaceName })
  switch (what) {
    case 'csv':
      saveFile(bytes(writeCsv(COLUMNS, roleRows(roll))), fileName(name, 'csv'), 'text/csv')
      return true
    case 'json':
      saveFile(bytes(jsonOf(roll)), fileName(name, 'json'), 'application/json')
      return true
    case 'calendar': {
      const words = {
        seat: (about: { role: string; circle: string; name: string }) => t('circles.out.seatEnds', about),
        circle: (about: { circle: string }) => t('circles.out.circleEnds', about),
      }
      saveFile(bytes(calendarOf(roll, words, now)), fileName(name, 'ics'), 'text/calendar')
      return true
    }
    case 'svg':
      saveFile(bytes(svgOf(pictureOf(roll.circles))), fileName(name, 'svg'), 'image/svg+xml')
      return true
    case 'png': {
      const png = await pngOf(svgOf(pictureOf(roll.circles)))
      if (png) saveFile(png, fileName(name, 'png'), 'image/png')
      return png !== null
    }
  }
}

export const takeOutCharter = (roll: Roll, view: CircleView): void => saveFile(bytes(charterOf(roll, view)), fileName(view.circle.name, 'md'), 'text/markdown')

/** Pixels of a side, at most: what browsers draw without refusing. */
const SIDE = 4096

async function pngOf(svg: string): Promise<Uint8Array | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const scale = Math.min(2, SIDE / Math.max(1, picture.naturalWidth))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.naturalWidth * scale)
    canvas.height = Math.round(picture.naturalHeight * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    return blob && new Uint8Array(await blob.arrayBuffer())
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}
