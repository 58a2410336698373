/** What the tests run: bundled by `bundle.ts`, with the pretended signatures in place and, if asked for, one rule broken. */
import { scaleDown } from './run'

export { killAtEachTransaction } from './eachTransaction'
export { run, STEPS, shrink } from './run'
export { exploreSmallScope } from './smallScope'
export { operationsOf } from './world'

scaleDown()
