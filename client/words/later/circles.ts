import { circles } from '../en/circles'
import { addWords } from '../words'

addWords(circles)
