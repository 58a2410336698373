import { useEffect, useState } from 'react'
import type { Rung } from '../../crypto/seed'
import { documentRoom } from '../../workspace/documentRoom'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { isCommentType } from './commentTypes'

/** Whose comments: those of a document of this workspace. */
export interface CommentsOf {
  readonly workspace: OpenWorkspace
  readonly id: string
  readonly rung: Rung
}

/** Whether anybody has commented: all that a text without comments has to know. */
export function useAreComments(of: CommentsOf | null | undefined): boolean {
  const [there, setThere] = useState(false)
  const { workspace, id, rung } = of ?? {}
  useEffect(() => {
    const room = workspace && id !== undefined && rung !== undefined ? documentRoom(workspace, id) : null
    if (!workspace || !room || there) return
    return workspace.ground.records.watch(room, (records) => {
      if (records.some(({ type }) => isCommentType(type))) setThere(true)
    })
  }, [workspace, id, rung, there])
  return there
}
