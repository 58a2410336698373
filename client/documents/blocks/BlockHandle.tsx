import type { Editor } from '@tiptap/core'
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { IconButton } from '../../design/controls/IconButton'
import { Menu, MenuChoices, MenuItem, MenuRule } from '../../design/layers/Menu'
import type { IconName } from '../../design/signs/icons'
import { t } from '../../words/words'
import { isFromOthers } from '../editor/origin'
import type { PlainWord } from '../plainWord'
import { type Kind, keysFor, kinds, kindWords, setKind } from '../screen/Toolbar'
import styles from './BlockHandle.module.css'
import { elementOf, gapAt, hoveredBlock } from './hover'
import { type Blocks, mayStandAt } from './movable'
import { duplicate, moveBy, moveTo, remove } from './moveBlocks'

export interface BlockHandleProps {
  readonly editor: Editor
  /** What holds the text; the handle stands beside it. */
  readonly column: RefObject<HTMLElement | null>
  /** What a block says besides its words is asked for. */
  readonly onFacts: (position: number) => void
}

/** Blocks that say something besides their words. */
const FACTS: Readonly<Record<string, { readonly icon: IconName; readonly words: PlainWord }>> = {
  assumption: { icon: 'assumption', words: 'documents.assumptionEdit' },
  horizon: { icon: 'horizon', words: 'documents.horizonAsk' },
  image: { icon: 'picture', words: 'documents.pictureAsk' },
}

/** So far (px) a press may wander before it is a drag. */
const STILL = 4

/** At the start of the block that one points at: press and drag to move it, press alone for what can be done with it. With a mouse or pen only. */
export function BlockHandle({ editor, column, onFacts }: BlockHandleProps) {
  const [block, setBlock] = useState<Blocks | null>(null)
  const [isOpen, setOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const isHeld = useRef(false)
  isHeld.current = isOpen
  const drag = useDrag(editor, column, () => setBlock(null))
  useHover(editor, column, (found) => {
    if (!isHeld.current && !drag.isDragging()) setBlock(found)
  })
  useFollowing(editor, isHeld, setBlock)
  usePlace(editor, column, holder, block)
  const node = block && editor.state.doc.nodeAt(block.from)
  if (!block || !node) return null
  const facts = FACTS[node.type.name]
  const kind: Kind | null = node.type.name === 'paragraph' ? 'text' : node.type.name === 'heading' ? (`heading${Number(node.attrs.level)}` as Kind) : null
  return (
    <div ref={holder} className={styles.holder} data-open={isOpen}>
      <Menu
        label={t('documents.blockActs')}
        open={isOpen}
        onOpenChange={(next) => {
          if (!drag.isDragging()) setOpen(next)
        }}
        button={
          <IconButton
            name="drag"
            small
            className={styles.handle}
            iconSize={16}
            tabIndex={-1}
            label={t('documents.block')}
            onPointerDown={(event: PointerEvent<HTMLElement>) => drag.begin(event, block)}
          />
        }
      >
        <MenuItem icon="moveUp" keys="Alt+Shift+ArrowUp" onSelect={() => moveBy(editor, -1, block)}>
          {t('documents.moveUp')}
        </MenuItem>
        <MenuItem icon="moveDown" keys="Alt+Shift+ArrowDown" onSelect={() => moveBy(editor, 1, block)}>
          {t('documents.moveDown')}
        </MenuItem>
        <MenuItem icon="duplicate" onSelect={() => duplicate(editor, block)}>
          {t('documents.blockDuplicate')}
        </MenuItem>
        {facts && (
          <MenuItem icon={facts.icon} onSelect={() => onFacts(block.from)}>
            {t(facts.words)}
          </MenuItem>
        )}
        {kind && (
          <>
            <MenuRule />
            <MenuChoices
              label={t('documents.blockInto')}
              value={kind}
              onChange={(next) => {
                editor.commands.setTextSelection(block.from + 1)
                setKind(editor, next as Kind)
              }}
              options={kinds.map((each) => ({ value: each as string, words: t(kindWords[each]), keys: keysFor(kindWords[each]) ?? '' }))}
            />
          </>
        )}
        <MenuRule />
        <MenuItem icon="trash" leave onSelect={() => remove(editor, block)}>
          {t('documents.blockDelete')}
        </MenuItem>
      </Menu>
    </div>
  )
}

function useHover(editor: Editor, column: RefObject<HTMLElement | null>, onBlock: (block: Blocks | null) => void): void {
  const latest = useRef(onBlock)
  latest.current = onBlock
  useEffect(() => {
    const room = column.current?.parentElement
    if (!room) return
    let frame = 0
    let at = { x: 0, y: 0 }
    const look = () => {
      frame = 0
      if (!editor.isDestroyed) latest.current(hoveredBlock(editor, at.x, at.y))
    }
    const move = (event: globalThis.PointerEvent) => {
      if (event.pointerType === 'touch') return
      at = { x: event.clientX, y: event.clientY }
      frame ||= requestAnimationFrame(look)
    }
    const leave = () => latest.current(null)
    room.addEventListener('pointermove', move)
    room.addEventListener('pointerleave', leave)
    return () => {
      cancelAnimationFrame(frame)
      room.removeEventListener('pointermove', move)
      room.removeEventListener('pointerleave', leave)
    }
  }, [editor, column])
}

/** Where a block is after this, or null. The same object if it has not moved: then nothing is drawn again. */
function followed(block: Blocks | null, { mapping, doc }: Editor['state']['tr']): Blocks | null {
  const start = block && mapping.mapResult(block.from, 1)
  const node = start && !start.deletedAfter ? doc.nodeAt(start.pos) : null
  if (!block || !start || !node) return null
  const to = start.pos + node.nodeSize
  return start.pos === block.from && to === block.to ? block : { from: start.pos, to }
}

/** Others write meanwhile: the handle stays with its block, and goes where that goes. While one types it is out of the way, until the pointer moves. */
function useFollowing(editor: Editor, isHeld: { readonly current: boolean }, setBlock: (change: (block: Blocks | null) => Blocks | null) => void): void {
  useEffect(() => {
    const follow = ({ transaction }: { transaction: Editor['state']['tr'] }) => {
      if (!transaction.docChanged) return
      const isOwn = !isFromOthers(transaction)
      setBlock((block) => (isOwn && !isHeld.current ? null : followed(block, transaction)))
    }
    editor.on('transaction', follow)
    return () => {
      editor.off('transaction', follow)
    }
  }, [editor, isHeld, setBlock])
}

/** At the start of the column, level with the block's first line. Through CSSOM, for a style in HTML the policy forbids. */
function usePlace(editor: Editor, column: RefObject<HTMLElement | null>, holder: RefObject<HTMLElement | null>, block: Blocks | null): void {
  useEffect(() => {
    const element = block && elementOf(editor, block.from)
    const own = column.current?.getBoundingClientRect()
    if (!element || !own || !holder.current) return
    const { top } = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const line = Number.parseFloat(style.lineHeight) || 24
    const inset = Number.parseFloat(style.paddingTop) || 0
    holder.current.style.transform = `translateY(${Math.round(top - own.top + inset + Math.min(line, 44) / 2 - 12)}px)`
  })
}

/** Moves the pressed block to the gap that is pointed at when it is let go. Esc gives up. */
function useDrag(editor: Editor, column: RefObject<HTMLElement | null>, onDone: () => void) {
  const dragging = useRef(false)
  const ending = useRef<() => void>(() => {})
  useEffect(() => () => ending.current(), [])
  return {
    isDragging: () => dragging.current,
    begin(event: PointerEvent<HTMLElement>, pressed: Blocks): void {
      if (event.button !== 0 || event.pointerType === 'touch') return
      const from = { x: event.clientX, y: event.clientY }
      let block: Blocks | null = pressed
      let target: number | null = null
      const line = document.createElement('div')
      line.className = styles.line ?? ''
      const shade = document.createElement('div')
      shade.className = styles.shade ?? ''
      const show = (at: { x: number; y: number }) => {
        const own = column.current?.getBoundingClientRect()
        const element = block && elementOf(editor, block.from)
        if (!own || !element || !block) return
        const rect = element.getBoundingClientRect()
        shade.style.transform = `translate(${rect.left - own.left}px, ${rect.top - own.top}px)`
        shade.style.inlineSize = `${rect.width}px`
        shade.style.blockSize = `${rect.height}px`
        const gap = gapAt(editor, at.x, at.y)
        target = gap && mayStandAt(editor.state.doc, block, gap.position) ? gap.position : null
        line.hidden = target === null
        if (!gap) return
        line.style.transform = `translate(${gap.left - own.left}px, ${gap.y - own.top - 1}px)`
        line.style.inlineSize = `${gap.width}px`
      }
      const move = (next: globalThis.PointerEvent) => {
        if (!dragging.current) {
          if (Math.hypot(next.clientX - from.x, next.clientY - from.y) < STILL) return
          dragging.current = true
          column.current?.append(shade, line)
        }
        next.preventDefault()
        const room = column.current?.parentElement
        const bounds = room?.getBoundingClientRect()
        if (room && bounds && next.clientY > bounds.bottom - 48) room.scrollBy(0, 16)
        else if (room && bounds && next.clientY < bounds.top + 96) room.scrollBy(0, -16)
        show({ x: next.clientX, y: next.clientY })
      }
      const follow = ({ transaction }: { transaction: Editor['state']['tr'] }) => {
        if (!block || !transaction.docChanged) return
        block = followed(block, transaction)
        target = null
      }
      const end = () => {
        line.remove()
        shade.remove()
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', drop)
        window.removeEventListener('pointercancel', end)
        window.removeEventListener('keydown', giveUp, true)
        editor.off('transaction', follow)
        // The click that ends the press comes after this, and must not open the menu.
        setTimeout(() => {
          dragging.current = false
        }, 0)
      }
      const drop = () => {
        const isDrag = dragging.current
        end()
        if (!isDrag) return
        if (block && target !== null && moveTo(editor, block, target)) editor.view.focus()
        onDone()
      }
      const giveUp = (key: KeyboardEvent) => {
        if (key.key !== 'Escape' || !dragging.current) return
        key.preventDefault()
        key.stopPropagation()
        end()
      }
      ending.current = end
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', drop)
      window.addEventListener('pointercancel', end)
      window.addEventListener('keydown', giveUp, true)
      editor.on('transaction', follow)
    },
  }
}
