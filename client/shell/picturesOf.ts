import { whenFetched } from '../design/whenFetched'
import type { Pictures } from '../documents/pictures/pictures'
import type { OpenWorkspace } from '../workspace/openWorkspace'

/** The pictures of a workspace, as its texts show them. What keeps and reads them is loaded with the first one. */
export function picturesOf(workspace: OpenWorkspace): Pictures {
  return {
    add: async (picture) => (await whenFetched(() => import('../workspace/pictures'))).addPicture(workspace, picture),
    show(name, tell) {
      let isOver = false
      let url: string | null = null
      let stop = () => {}
      const forget = () => {
        if (url !== null) URL.revokeObjectURL(url)
        url = null
      }
      void whenFetched(() => import('../workspace/pictures')).then(({ watchPicture }) => {
        if (isOver) return
        stop = watchPicture(workspace, name, (picture) => {
          forget()
          url = picture && URL.createObjectURL(new Blob([picture.bytes as Uint8Array<ArrayBuffer>], { type: picture.type }))
          tell(url)
        })
      })
      return () => {
        isOver = true
        stop()
        forget()
      }
    },
  }
}
