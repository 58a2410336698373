// @vitest-environment jsdom
import { act, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { drawPart } from '../../../client/design/drawPart'
import { fetchedPart } from '../../../client/design/fetchedPart'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const Fallback = vi.fn(() => <p>comes</p>)

it('what was fetched is drawn at once, and no fallback was shown', async () => {
  Fallback.mockClear()
  const part = fetchedPart(async () => ({ name }: { name: string }) => <p>{name}</p>)
  const Part = drawPart(part)
  await part.fetch()
  const place = document.createElement('div')
  const shown = createRoot(place)
  await act(async () => {
    shown.render(
      <Suspense fallback={<Fallback />}>
        <Part name="alice" />
      </Suspense>,
    )
  })
  expect(place.textContent).toBe('alice')
  expect(Fallback).not.toHaveBeenCalled()
})

it('what was not comes later, and fetching it again leaves what stands there as it is', async () => {
  let made = 0
  const part = fetchedPart(async () => ({ name }: { name: string }) => {
    const [number] = useState(() => ++made)
    return (
      <p>
        {name} {number}
      </p>
    )
  })
  const Part = drawPart(part)
  const place = document.createElement('div')
  const shown = createRoot(place)
  const draw = (name: string) =>
    act(async () => {
      shown.render(
        <Suspense fallback={<Fallback />}>
          <Part name={name} />
        </Suspense>,
      )
    })
  await draw('alice')
  expect(place.textContent).toContain('alice')
  const first = place.textContent
  await part.fetch()
  await draw('bob')
  expect(place.textContent).toBe(first?.replace('alice', 'bob'))
})
