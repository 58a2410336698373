import { useEffect, useRef, useState } from 'react'
import type { DocumentKey } from '../device/deviceLog'
import type { OpenDocument } from '../sync/replica'
import { type Store, writable } from '../sync/store'
import { hintTitle } from '../workspace/acts'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { titleOf } from '../workspace/seedText'
import { isMadeHere, markShown } from './freshDocuments'

export interface OpenText {
  readonly open: OpenDocument | null
  /** `empty`: this device has been read and holds nothing of it yet. No editor mounts before there is a beginning. */
  readonly state: 'opening' | 'empty' | 'here'
  readonly title: string | null
  readonly newerSchema: Store<boolean>
  /** Just made here: the caret goes to its title. */
  readonly isFresh: boolean
  readonly onTitle: (title: string) => void
}

const NEVER = writable(false)
/** Ms of quiet before the index is told a new title. */
const QUIET = 1500

/** A document on the screen of this tab: opened, introduced to others, told as seen, its title told to the index. */
export function useOpenText(workspace: OpenWorkspace, id: string, doc: DocumentKey): OpenText {
  const [open, setOpen] = useState<OpenDocument | null>(null)
  const [state, setState] = useState<OpenText['state']>('opening')
  const [title, setTitle] = useState<string | null>(null)
  const [isFresh] = useState(() => isMadeHere(id))
  const writing = useRef({ isMine: false, timer: undefined as ReturnType<typeof setTimeout> | undefined, title: null as string | null })

  useEffect(() => {
    if (state === 'here') markShown(id)
  }, [id, state])

  useEffect(() => {
    const opened = workspace.ground.replica.open(doc)
    let isOver = false
    setOpen(opened)
    const look = () => {
      if (!isOver && titleOf(opened.ydoc) !== null) setState('here')
    }
    const onUpdate = (_update: Uint8Array, _origin: unknown, _ydoc: unknown, { local }: { local: boolean }) => {
      if (local) writing.current.isMine = true
      look()
    }
    opened.ydoc.on('update', onUpdate)
    void opened.opened.then(() => {
      if (isOver) return
      look()
      setState((now) => (now === 'opening' ? 'empty' : now))
    })
    const leave = workspace.introduce(opened.awareness)
    workspace.setAt(id)
    void workspace.digests.seen(doc)
    return () => {
      isOver = true
      const { isMine, timer, title: last } = writing.current
      clearTimeout(timer)
      if (isMine && last !== null) hintTitle(workspace, id, last)
      leave()
      opened.ydoc.off('update', onUpdate)
      workspace.setAt(null)
      void workspace.digests.seen(doc)
      opened.close()
      setOpen(null)
      setState('opening')
    }
  }, [workspace, id, doc])

  const onTitle = useRef((now: string) => {
    setTitle(now)
    writing.current.title = now
    workspace.digests.titled(doc, now)
    clearTimeout(writing.current.timer)
    // Only whoever writes tells the index: others would repeat it all at once.
    if (writing.current.isMine) writing.current.timer = setTimeout(() => hintTitle(workspace, id, now), QUIET)
  }).current
  return { open, state, title, newerSchema: open?.newerSchema ?? NEVER, isFresh, onTitle }
}
