import { useState } from 'react'
import { Button } from '../controls/Button'
import { Chip, PersonChip } from '../controls/Chip'
import { Choices } from '../controls/Choices'
import { Field, TextArea } from '../controls/Field'
import { IconButton } from '../controls/IconButton'
import { Kbd } from '../controls/Kbd'
import { Segments } from '../controls/Segments'
import { Switch } from '../controls/Switch'
import { TabPanel, Tabs } from '../controls/Tabs'
import { Avatar } from '../people/Avatar'
import { Sample } from './Sample'

export function Controls() {
  const [view, setView] = useState('map')
  const [tab, setTab] = useState('text')
  const [may, setMay] = useState<string | null>('write')
  const [shown, setShown] = useState(true)
  const [filter, setFilter] = useState('all')
  const [who, setWho] = useState('Ana')
  const [name, setName] = useState('Noor')
  return (
    <>
      <Sample name="Buttons" row>
        <Button kind="main">Give a position</Button>
        <Button>Look at them</Button>
        <Button kind="quiet">Swap</Button>
        <Button kind="main" busy>
          Being made
        </Button>
        <Button icon="add">New</Button>
        <Button disabledReason="Two seats are still free.">Not yet</Button>
      </Sample>
      <Sample name="Small, with keys" row>
        <Button kind="leave" small>
          Leave this workspace
        </Button>
        <Button small keys="A">
          Take it
        </Button>
        <IconButton name="more" label="More" kind="line" small />
        <Button small busy>
          Saving
        </Button>
        <Button small kind="quiet" iconEnd="caretDown">
          Text
        </Button>
        <Button small kind="main" icon="duplicate">
          Copy
        </Button>
      </Sample>
      <Sample name="Icon buttons" row>
        <IconButton name="bold" label="Bold" keys="Ctrl+B" pressed />
        <IconButton name="italic" label="Italic" keys="Ctrl+I" pressed={false} />
        <IconButton name="link" label="Link" keys="Ctrl+K" />
        <IconButton name="undo" label="Undo" disabledReason="nothing of yours to undo" />
        <IconButton name="comment" label="Comments" count={3} />
        <IconButton name="more" label="More" />
      </Sample>
      <Sample name="Fields">
        <Field label="Find a role" hideLabel icon="search" placeholder="Role or person" />
        <Field
          label="What do people call you?"
          hint="No account, no e-mail. Your name stays on this device until you join a group."
          large
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          start={<Avatar person={{ name, colour: null }} size={28} />}
        />
        <Field label="Until" defaultValue="31 November 2026" error="November has 30 days. Choose another one." />
        <Field
          label="Or send a link"
          readOnly
          dir="ltr"
          value="eastbank.example/#1w.p4Zr0cV7mJqE"
          end={
            <Button small kind="main" icon="duplicate">
              Copy
            </Button>
          }
        />
        <Field label="Find or do anything" hideLabel quiet icon="search" placeholder="Find or do anything" end={<Kbd keys="Ctrl+K" />} />
        <TextArea label="Reply" hideLabel quiet placeholder="Reply" rows={1} />
        <TextArea label="What for" defaultValue="So that nobody has to choose between an assembly and their children." />
        <Field label="Name of the circle" disabled defaultValue="Money circle" voice="people" />
      </Sample>
      <Sample name="Chips, tabs, segments" row>
        <Chip chosen={filter === 'all'} count={40} onToggle={() => setFilter('all')}>
          All
        </Chip>
        <Chip chosen={filter === 'undecided'} count={28} onToggle={() => setFilter('undecided')}>
          Undecided
        </Chip>
        <Segments
          label="How to look"
          value={view}
          onChange={setView}
          options={[
            { value: 'map', words: 'Map' },
            { value: 'table', words: 'Table' },
          ]}
        />
        {['Ana', 'Mei'].map((person, index) => (
          <PersonChip key={person} person={{ name: person, colour: index + 4 }} chosen={who === person} onToggle={() => setWho(person)} />
        ))}
      </Sample>
      <Sample name="Tabs">
        <Tabs
          label="Proposal"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'text', words: 'Text' },
            { value: 'positions', words: 'Positions', count: 11 },
            { value: 'history', words: 'History' },
          ]}
        >
          <TabPanel value="text">What is proposed.</TabPanel>
          <TabPanel value="positions">Who said what.</TabPanel>
          <TabPanel value="history">What came before.</TabPanel>
        </Tabs>
      </Sample>
      <Sample name="Choices and switches">
        <Choices
          label="They may"
          value={may}
          onChange={setMay}
          options={[
            { value: 'write', title: 'Write', detail: 'documents, proposals and the chart' },
            { value: 'comment', title: 'Comment', detail: 'read all, write comments and positions' },
            { value: 'read', title: 'Read', detail: 'and nothing else' },
          ]}
        />
        <Switch label="Show that I am here" detail="Others see your name and your cursor" on={shown} onChange={setShown} />
        <Switch label="Ask before leaving" on={false} onChange={() => undefined} disabledReason="This device decides that" />
      </Sample>
    </>
  )
}
