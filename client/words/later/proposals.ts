import { proposals } from '../en/proposals'
import { addWords } from '../words'

addWords(proposals)
