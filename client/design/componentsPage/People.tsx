import { Avatar } from '../people/Avatar'
import { AvatarRow } from '../people/AvatarRow'
import { PositionSign, type PositionState, positionWords } from '../people/PositionSign'
import { Ring } from '../people/Ring'
import type { Seat, SeatState } from '../people/ring'
import { WelcomeRing } from '../people/WelcomeRing'
import styles from './ComponentsPage.module.css'
import { Sample } from './Sample'

const colours = ['Rose', 'Rust', 'Ochre', 'Olive', 'Fern', 'Lagoon', 'Sky', 'Indigo', 'Mauve', 'Cocoa'] as const
const crowd = ['Ana', 'Mei', 'Tomás', 'Yusuf', 'Noor', 'Fatou', 'Leila', 'Hana', 'Rui'].map((name, index) => ({
  id: name,
  name,
  colour: [8, 5, 4, 6, 7, 0, 8, 3, 2][index] ?? 0,
  here: index !== 3,
}))
const positions: PositionState[] = ['consent', 'concern', 'objection', 'aside', 'abstain', 'unheard', 'turn']

const states: SeatState[] = [
  'turn',
  'unheard',
  'consent',
  'concern',
  'consent',
  'consent',
  'consent',
  'consent',
  'consent',
  'unheard',
  'consent',
  'objection',
  'consent',
  'unheard',
  'unheard',
  'aside',
  'unheard',
]
const seats: Seat[] = states.map((state) => ({ state }))
const role: Seat[] = [{ state: 'held', colour: 0 }, { state: 'held', colour: 3 }, { state: 'free' }]

export function People() {
  return (
    <>
      <Sample name="People" row>
        {colours.map((name, colour) => (
          <Avatar key={name} person={{ name, colour }} size={28} />
        ))}
      </Sample>
      <Sample name="Here, away, a crowd, without a colour, small, one letter" row>
        <Avatar person={{ name: 'Ana', colour: 8, here: true }} size={30} named />
        <Avatar person={{ name: 'Ana', colour: 8, here: false }} size={30} named />
        <AvatarRow people={crowd} label="Here now" />
        <Avatar person={{ name: 'Noor', colour: null }} size={28} />
        <Avatar person={{ name: 'Mei', colour: 5 }} size={20} />
        <Avatar person={{ name: 'ليلى', colour: 8 }} size={28} />
        <Avatar person={{ name: '美玲', colour: 2 }} size={28} />
      </Sample>
      <Sample name="The ring of seats" row>
        <Ring size={112} seats={seats} bracket={4} />
        <div>
          <div className={styles.beside}>
            <Ring size={34} seats={seats} /> in a list, below 64 px
          </div>
          <div className={styles.beside}>
            <Ring size={34} seats={role} /> a role: two hold it, one is free
          </div>
          <div className={styles.beside}>
            <Ring size={34} seats={[{ state: 'held', colour: 5 }, { state: 'ending' }]} /> one ends soon
          </div>
          <div className={styles.beside}>
            <Ring size={34} seats={Array.from({ length: 6 }, () => ({ state: 'consent' }))} /> all of one mind
          </div>
        </div>
        <Ring size={96} seats={Array.from({ length: 84 }, (_, index) => ({ state: index < 60 ? 'consent' : index < 66 ? 'concern' : 'unheard' }))} />
        <Ring size={72} seats={role} />
      </Sample>
      <Sample name="The welcome">
        <WelcomeRing size={280} name="Noor">
          A place your whole group owns
        </WelcomeRing>
      </Sample>
      <Sample name="Positions: shape first, then colour">
        <div className={styles.two}>
          {positions.map((state) => (
            <span key={state} className={styles.beside}>
              <PositionSign state={state} /> {positionWords(state)}
            </span>
          ))}
        </div>
      </Sample>
    </>
  )
}
