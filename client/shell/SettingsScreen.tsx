import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../design/controls/Button'
import { Field } from '../design/controls/Field'
import { Segments } from '../design/controls/Segments'
import { Switch } from '../design/controls/Switch'
import { useToast } from '../design/layers/Toast'
import { ScreenHeading, SectionHeading } from '../design/page/SectionHeading'
import { whenFetched } from '../design/whenFetched'
import { formatBytes } from '../words/formats'
import { localeNames, t } from '../words/words'
import { renameWorkspace } from '../workspace/acts'
import { cleanName } from '../workspace/names'
import { askToKeep, type Kept, storageKept, storageUsed } from '../workspace/persistence'
import { useStore } from '../workspace/useStore'
import { saveBackup } from './files'
import { Page } from './Page'
import styles from './SettingsScreen.module.css'
import { useShell } from './useShell'

/** What one sets on this device, the workspace's name, files, storage, leaving. */
export function SettingsScreen({ onGo }: { onGo: (route: string) => void }) {
  const { workspace, booted, show } = useShell()
  const { shelf } = booted
  const settings = useStore(shelf.settings)
  const languages = Object.entries(localeNames)
  return (
    <Page>
      <ScreenHeading>{t('shell.settings.title')}</ScreenHeading>
      <Part title={t('shell.settings.here')}>
        <Line label={t('shell.settings.theme')}>
          <Segments
            label={t('shell.settings.theme')}
            value={settings.theme}
            onChange={(theme) => void shelf.set({ theme })}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, words: t(`shell.settings.theme.${value}`) }))}
          />
        </Line>
        {languages.length > 1 && (
          <Line label={t('shell.settings.language')}>
            <Segments
              label={t('shell.settings.language')}
              value={settings.language ?? ''}
              onChange={(language) => void shelf.set({ language: language === '' ? null : language })}
              options={[
                { value: '', words: t('shell.settings.languageSystem') },
                ...languages.map(([value, words]) => ({ value, words: <bdi lang={value.startsWith('pseudo') ? 'en' : value}>{words}</bdi> })),
              ]}
            />
          </Line>
        )}
        <Switch
          label={t('shell.settings.compact')}
          detail={t('shell.settings.compactHelp')}
          on={settings.compact}
          onChange={(compact) => void shelf.set({ compact })}
        />
        <Switch
          label={t('workspace.people.shown')}
          detail={t('workspace.people.shownHelp')}
          on={settings.shown}
          onChange={(shown) => void shelf.set({ shown })}
        />
        <Switch
          label={t('shell.ear.reader')}
          detail={t('shell.ear.readerHelp')}
          on={settings.screenReader}
          onChange={(screenReader) => void shelf.set({ screenReader })}
        />
        <Switch
          label={t('shell.keys.lettersOn')}
          detail={t('shell.keys.lettersHelp')}
          on={settings.letterKeys}
          onChange={(letterKeys) => void shelf.set({ letterKeys })}
        />
        <Line label={t('shell.devices')}>
          <Button icon="devices" onClick={() => onGo('/devices')}>
            {t('workspace.devices.add')}
          </Button>
        </Line>
      </Part>
      <Part title={t('shell.settings.workspace')}>
        {workspace.mayWrite && <WorkspaceName />}
        {workspace.mayWrite && (
          <Line label={t('shell.relay.list')}>
            <Button icon="relay" onClick={() => show({ kind: 'relays' })}>
              {t('shell.relay.title')}
            </Button>
          </Line>
        )}
        <Files />
        <Line label={t('shell.settings.leave')}>
          <Button kind="leave" icon="leave" onClick={() => show({ kind: 'leave' })}>
            {t('workspace.leave.do')}
          </Button>
        </Line>
      </Part>
      <Storage />
    </Page>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <SectionHeading>{title}</SectionHeading>
      <div className={styles.lines}>{children}</div>
    </section>
  )
}

function Line({ label, detail, children }: { label: string; detail?: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>
        <span className={styles.label}>{label}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
      {children}
    </div>
  )
}

function WorkspaceName() {
  const { workspace } = useShell()
  const known = useStore(workspace.name)
  const [name, setName] = useState(known)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (cleanName(name) !== '') renameWorkspace(workspace, name)
  }
  return (
    <form onSubmit={submit} className={styles.name}>
      <Field
        label={t('shell.settings.name')}
        hint={t('shell.settings.nameHelp')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={120}
        voice="people"
        end={
          name.trim() !== known &&
          name.trim() !== '' && (
            <Button small type="submit">
              {t('workspace.people.save')}
            </Button>
          )
        }
      />
    </form>
  )
}

function Files() {
  const { workspace, session, show } = useShell()
  const toast = useToast()
  const file = useRef<HTMLInputElement>(null)
  const bring = async (chosen: File) => {
    const { bringIn } = await whenFetched(() => import('../workspace/bringIn'))
    const result = await bringIn(session, new Uint8Array(await chosen.arrayBuffer()))
    show({ kind: 'message', title: t('workspace.file.restore'), words: result.words })
  }
  return (
    <>
      <Line label={t('workspace.file.backup')} detail={t('workspace.file.backupLine')}>
        <Button icon="takeOut" onClick={() => void saveBackup(workspace).then((count) => toast({ text: t('workspace.file.saved', { count }) }))}>
          {t('workspace.file.backupDo')}
        </Button>
      </Line>
      <Line label={t('workspace.file.restore')} detail={t('workspace.file.restoreLine')}>
        <Button icon="bringIn" onClick={() => file.current?.click()}>
          {t('workspace.file.restoreDo')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t('workspace.file.restore')}
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            if (chosen) void bring(chosen)
            event.target.value = ''
          }}
        />
      </Line>
    </>
  )
}

function Storage() {
  const [kept, setKept] = useState<Kept>('unknown')
  const [used, setUsed] = useState<number | null>(null)
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    void storageKept().then(setKept)
    void storageUsed().then(setUsed)
  }, [])
  if (kept === 'unknown' && used === null) return null
  const ask = async () => {
    const now = await askToKeep()
    setKept(now)
    setRefused(now !== 'kept')
  }
  const detail = [
    kept === 'kept' ? t('shell.settings.storageKept') : t('shell.settings.storageMay'),
    used === null ? '' : t('shell.settings.storageUsed', { used: formatBytes(used) }),
  ]
  return (
    <Part title={t('shell.settings.storage')}>
      <Line label={t('shell.settings.storage')} detail={[...detail, refused ? t('shell.settings.storageNo') : ''].join(' ')}>
        {kept === 'may be cleared' ? <Button onClick={() => void ask()}>{t('shell.settings.storageAsk')}</Button> : null}
      </Line>
    </Part>
  )
}
