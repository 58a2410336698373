/**
 * What the catalogue may not say (DESIGN section 2, LOOK section 9). Whole words, in every form that English gives them.
 * Beside each stands what is said instead. Whoever needs a word of this list on screen needs another thought first.
 */
export const forbidden: Record<string, string[]> = {
  'a copy to work on': ['fork', 'forks', 'forked', 'forking'],
  'bring the changes back; put into the main text': ['merge', 'merges', 'merged', 'merging', 'rebase', 'branch', 'branches'],
  'the main text': ['parent', 'parents', 'upstream'],
  'a change; what changed': ['hunk', 'hunks', 'diff', 'diffs', 'delta'],
  'changed in both': ['conflict', 'conflicts', 'conflicted', 'conflicting'],
  'as it is now; the name of whoever made the copy': ['ours', 'theirs'],
  'take it, leave it, mix the words': ['accept', 'accepts', 'accepted', 'reject', 'rejects', 'rejected'],
  'saved on this device; sent': [
    'sync',
    'syncs',
    'synced',
    'syncing',
    'synchronise',
    'synchronised',
    'synchronize',
    'synchronized',
    'acknowledged',
    'replica',
    'replicas',
  ],
  'invitation; may write, may comment, may read': ['capability', 'capabilities', 'rung', 'rungs', 'token', 'tokens', 'permission', 'permissions'],
  'the part after #; the locks; a shortcut (of the keyboard)': ['key', 'keys', 'keyring', 're-key', 'rekey', 'password', 'passphrase'],
  until: ['term', 'terms', 'sunset', 'expiry', 'expire', 'expires', 'expired'],
  'let it end': ['terminate', 'terminated', 'resign', 'resigned'],
  'it may': ['mandate', 'mandates', 'mandated'],
  'small bid': ['experiment', 'experiments', 'pilot', 'pilots'],
  'changes of words': ['amendment', 'amendments'],
  'go back to this text': ['revert', 'reverts', 'reverted'],
  'a member; the name': ['user', 'users', 'username', 'admin', 'admins', 'administrator', 'administrators'],
  'a part; sealed pages': ['payload', 'frame', 'frames', 'blob', 'blobs', 'snapshot', 'snapshots', 'encrypted', 'encryption'],
}

/** Courtesies and alarms that are not this app's voice. */
export const notOurVoice = [
  'please',
  'oops',
  'sorry',
  'whoops',
  'uh-oh',
  'successfully',
  'error',
  'invalid',
  'failed',
  'failure',
  'click here',
  'hooray',
  'congratulations',
]

/** Nobody is a "he" or a "she": the name, or nothing. */
export const pronouns = ['he', 'she', 'him', 'her', 'his', 'hers', 'himself', 'herself']

/** The words of `words` that stand whole in `message`. Names of arguments and of plural forms are not looked at. */
export function wordsFound(message: string, words: readonly string[]): string[] {
  const said = message
    .replace(/\{\s*[\w]+\s*(?:,\s*\w+\s*)?(?:,\s*(?=(?:=?\w+)\s*\{))?/g, ' { ')
    .replace(/(?:^|\s)(?:=\d+|zero|one|two|few|many|other)\s*\{/g, ' { ')
    .toLowerCase()
  return words.filter((word) => new RegExp(`(?<![\\p{L}\\p{N}-])${word}(?![\\p{L}\\p{N}-])`, 'u').test(said))
}
