import { useState } from 'react'
import { Button } from '../controls/Button'
import { Choices } from '../controls/Choices'
import { Field } from '../controls/Field'
import { IconButton } from '../controls/IconButton'
import { Kbd } from '../controls/Kbd'
import { Dialog } from '../layers/Dialog'
import { Menu, MenuChoices, MenuHeading, MenuItem, MenuRule } from '../layers/Menu'
import { Palette } from '../layers/Palette'
import { Popover } from '../layers/Popover'
import { Sheet } from '../layers/Sheet'
import { useToast } from '../layers/Toast'
import { Tooltip } from '../layers/Tooltip'
import { QrCode } from '../signs/QrCode'
import { Sample } from './Sample'

const things = [
  { id: 'assembly', icon: 'proposal', title: 'Childcare at every assembly', aside: 'closes Thursday', keys: 'Enter' },
  { id: 'force', icon: 'circles', title: 'Childcare task force', aside: 'until 31 January' },
  { id: 'homes', icon: 'document', title: 'Homes we keep', aside: 'in 3 places' },
] as const

export function Layers() {
  const [open, setOpen] = useState<'question' | 'invite' | 'sheet' | 'palette' | null>(null)
  const [block, setBlock] = useState<string>('text')
  const [query, setQuery] = useState('childcare')
  const shut = () => setOpen(null)
  const toast = useToast()
  return (
    <Sample name="Layers" row>
      <Menu button={<IconButton name="more" label="More" kind="line" />}>
        <MenuItem icon="copy" keys="C">
          Make a copy to work on
        </MenuItem>
        <MenuItem icon="proposal">Propose these changes</MenuItem>
        <MenuItem icon="versions">Versions</MenuItem>
        <MenuItem icon="print" disabledReason="Write something first">
          Print
        </MenuItem>
        <MenuRule />
        <MenuItem icon="archive">Put in the archive</MenuItem>
        <MenuItem icon="trash" leave>
          Delete
        </MenuItem>
      </Menu>
      <Menu
        button={
          <Button kind="quiet" iconEnd="caretDown">
            Text
          </Button>
        }
      >
        <MenuHeading>Turn into</MenuHeading>
        <MenuChoices
          label="Kind of paragraph"
          value={block}
          onChange={setBlock}
          options={[
            { value: 'text', words: 'Text', icon: 'paragraph' },
            { value: 'heading', words: 'Heading', icon: 'heading1', keys: 'Ctrl+Alt+1' },
          ]}
        />
      </Menu>
      <Popover label="Link" button={<Button icon="link">Link</Button>}>
        <Field label="Where to" placeholder="https://" />
      </Popover>
      <Tooltip text="It stays as it is" keys="Ctrl+Z">
        <Button>Tooltip</Button>
      </Tooltip>
      <Button onClick={() => setOpen('question')}>A question</Button>
      <Button onClick={() => setOpen('invite')}>Invite</Button>
      <Button onClick={() => setOpen('sheet')}>A sheet</Button>
      <Button onClick={() => setOpen('palette')} keys="Ctrl+K">
        Find
      </Button>
      <Button onClick={() => toast({ text: '38 changes are in the main text.', undo: () => undefined })}>A toast</Button>
      <Dialog
        open={open === 'question'}
        onClose={shut}
        plain
        width="plain"
        title="Leave Winter warmth on this device?"
        description="4 changes are not sent yet. They would be lost. Others keep what they have."
        actions={
          <>
            <Button small kind="quiet" onClick={shut}>
              Stay
            </Button>
            <Button small>Carry them in a file first</Button>
            <Button small kind="leave">
              Leave
            </Button>
          </>
        }
      />
      <Dialog
        open={open === 'invite'}
        onClose={shut}
        width="wide"
        title="Invite someone to Eastbank Tenants’ Union"
        noteIcon="invitation"
        note="Whoever has this link can come in. Send it to one person, by a way you trust."
      >
        <QrCode text="https://eastbank.example/#1w.p4Zr0cV7mJqE" of="an invitation" size={200} />
        <Choices
          label="They may"
          value="write"
          onChange={() => undefined}
          options={[
            { value: 'write', title: 'Write', detail: 'documents, proposals and the chart' },
            { value: 'read', title: 'Read', detail: 'and nothing else' },
          ]}
        />
      </Dialog>
      <Sheet open={open === 'sheet'} onClose={shut} title="3 open comments">
        <p style={{ padding: '0.5rem 1.25rem' }}>Half of the screen, to be dragged to full.</p>
      </Sheet>
      <Palette
        open={open === 'palette'}
        onClose={shut}
        label="Find or do anything"
        query={query}
        onQuery={setQuery}
        note="in 23 documents on this device"
        onChoose={shut}
        empty="Nothing by that name."
        groups={[
          { label: 'Go to', items: things.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()) || query === '') },
          {
            label: 'In the texts',
            items: query.startsWith('ch')
              ? [
                  {
                    id: 'passage',
                    icon: 'passage',
                    title: 'Every street has a chapter, a childcare rota behind every meeting',
                    hits: [[30, 39]],
                    below: 'Homes we keep',
                  },
                ]
              : [],
          },
          { label: 'Do', items: [{ id: 'begin', icon: 'add', voice: 'app', title: `Begin a document called “${query}”` }] },
          { label: 'People', items: [{ id: 'leila', person: { name: 'Leila', colour: 8 }, voice: 'app', title: 'Leila', aside: 'Carers' }] },
        ]}
        foot={
          <span>
            <Kbd keys="Enter" /> open
          </span>
        }
      />
    </Sample>
  )
}
