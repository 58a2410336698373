/** Putting a picture into the text: made small, kept, named. Loaded when first needed. */
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { ok, type Result, refuse } from '../../../shared/result'
import { formatBytes } from '../../words/formats'
import { t } from '../../words/words'
import type { Pictures } from './pictures'
import { FILE_MOST, PICTURE_MOST, shrink } from './shrink'

/** Where it stands then; or why it was not put in, in words. */
export async function insertPicture(editor: Editor, file: File, pictures: Pictures, at: number | null = null): Promise<Result<number>> {
  const small = await shrink(file)
  if (!small.ok) {
    if (small.reason === 'too big') return refuse(t('documents.pictureTooBig', { size: formatBytes(file.size), most: formatBytes(FILE_MOST) }))
    return refuse(small.reason === 'too fine' ? t('documents.pictureTooFine', { most: formatBytes(PICTURE_MOST) }) : t('documents.pictureNot'))
  }
  const { type, bytes, width, height } = small.value
  const blob = await pictures.add({ type, bytes })
  if (editor.isDestroyed) return refuse(t('documents.pictureNot'))
  // Others, and this person, may have written meanwhile: it goes where the caret is now, or where it was dropped.
  const { state } = editor
  const $at = state.doc.resolve(Math.min(at ?? state.selection.to, state.doc.content.size))
  const isEmpty = $at.parent.type.name === 'paragraph' && $at.parent.content.size === 0
  let depth = $at.depth
  while (depth > 0 && !$at.node(depth - 1).canReplaceWith($at.indexAfter(depth - 1), $at.indexAfter(depth - 1), imageType(editor))) depth--
  const after = depth === 0 ? ($at.depth === 0 ? $at.pos : $at.after(1)) : $at.after(depth)
  const from = isEmpty && depth === $at.depth ? $at.before(depth) : after
  const { tr } = state
  tr.replaceWith(from, isEmpty && depth === $at.depth ? after : from, imageType(editor).create({ blob, alt: '', width, height }))
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView())
  return ok(from)
}

function imageType(editor: Editor) {
  const { image } = editor.schema.nodes
  if (!image) throw new Error('a schema without pictures')
  return image
}
