/** The classes of a text, wherever one is drawn. */

// biome-ignore-all assist/source/organizeImports: the order of the imports is that of the rules
import text from './text.module.css'
import blocks from './blocks.module.css'
import languages from './languages.module.css'

export const textClass = [text.text, blocks.blocks, languages.languages].join(' ')
/** For a long text besides. */
export const longClass = text.long ?? ''
