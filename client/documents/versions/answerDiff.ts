import { compareTexts, compareWithNow, goingBack } from './compare'
import type { FromDiff, ToDiff } from './diffMessages'
import { readyVersion } from './readyVersion'

/** What the worker does with a question; the window does the same where no worker can. */
export function answerDiff(question: ToDiff): FromDiff {
  const { ask } = question
  switch (question.type) {
    case 'compare':
      return { type: 'compared', ask, result: compareTexts(question.older, question.newer) }
    case 'compareWithNow':
      return { type: 'compared', ask, result: compareWithNow(question.older, question.state, question.before) }
    case 'ready':
      return { type: 'readied', ask, result: readyVersion(question.state, question.since) }
    case 'goBack':
      return { type: 'wentBack', ask, result: goingBack(question.state, question.version, question.device) }
  }
}
