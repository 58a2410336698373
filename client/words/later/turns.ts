import { turns } from '../en/turns'
import { addWords } from '../words'

addWords(turns)
