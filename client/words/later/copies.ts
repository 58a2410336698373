import { copies } from '../en/copies'
import { addWords } from '../words'

addWords(copies)
