/** Given by scripts/vite/iconSprite.ts. */
declare module 'virtual:icon-sprite' {
  const address: string
  export default address
}
