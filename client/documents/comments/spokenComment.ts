/** The mark of a comment as the ear hears it: "comment, three roads at once". Same schema, other drawing. */
import { Comment } from '../schema/marks'

export const spokenComment = (word: () => string) =>
  Comment.extend({
    renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, role: 'mark', 'aria-roledescription': word() }, 0],
  })
