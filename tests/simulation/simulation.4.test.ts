import { describe } from 'vitest'
import { seedTests } from './seeds'

describe('[S2] [S3] [S4] [S6] [S7] [S7a] [S10] [S14] the real link, device log and relay in virtual time, 4 of 4', () => seedTests(3, 4))
