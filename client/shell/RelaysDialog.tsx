import { type FormEvent, useState } from 'react'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Dialog } from '../design/layers/Dialog'
import { List, ListRow } from '../design/page/ListRow'
import { t } from '../words/words'
import { chooseRelays } from '../workspace/acts'
import { isRelayUrl } from '../workspace/indexDocument'
import { useStore } from '../workspace/useStore'
import { useShell } from './useShell'

/** The relays of this workspace; everybody in it uses the same ones. */
export function RelaysDialog() {
  const { workspace, show } = useShell()
  const { relays } = useStore(workspace.stored)
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const url = address.trim()
    if (!isRelayUrl(url)) {
      setError(t('shell.relay.bad'))
      return
    }
    setAddress('')
    void chooseRelays(workspace, [...new Set([...relays, url])])
  }
  return (
    <Dialog open onClose={() => show(null)} title={t('shell.relay.title')} description={t('shell.relay.line')}>
      {relays.length > 0 ? (
        <List label={t('shell.relay.list')}>
          {relays.map((relay) => (
            <ListRow
              key={relay}
              voice="app"
              title={<bdi dir="ltr">{relay}</bdi>}
              end={
                relays.length > 1 && (
                  <Button
                    small
                    kind="quiet"
                    onClick={() =>
                      void chooseRelays(
                        workspace,
                        relays.filter((other) => other !== relay),
                      )
                    }
                  >
                    {t('shell.relay.remove')}
                  </Button>
                )
              }
            />
          ))}
        </List>
      ) : (
        <p>{t('shell.relay.none')}</p>
      )}
      <form onSubmit={submit}>
        <Field
          label={t('shell.relay.field')}
          hint={t('shell.relay.help')}
          error={error}
          value={address}
          onChange={(event) => {
            setAddress(event.target.value)
            setError(null)
          }}
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          end={
            <Button small type="submit">
              {t('shell.relay.add')}
            </Button>
          }
        />
      </form>
    </Dialog>
  )
}
