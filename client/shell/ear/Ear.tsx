import { WordsVoice } from '../../design/signs/WhereWordsAre'
import { Unseen } from '../../design/Unseen'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { wordsStatus } from '../../workspace/status'
import { useStore } from '../../workspace/useStore'
import type { Announcer } from './announcer'

/** Everything that is said by itself, in one polite place. "Not saved" alone interrupts. */
export function Ear({ workspace, voice }: { workspace: OpenWorkspace; voice: Announcer }) {
  const status = useStore(workspace.status)
  const { n, words } = useStore(voice.said)
  return (
    <>
      <div aria-live="polite" data-ear="">
        <Unseen key={n}>{words}</Unseen>
      </div>
      <WordsVoice status={wordsStatus(status)} onSay={(said) => voice.say('words', said)} />
    </>
  )
}
