import { Button } from '../controls/Button'
import { IconButton } from '../controls/IconButton'
import { Banner } from '../page/Banner'
import { EmptyState } from '../page/EmptyState'
import { List, ListRow } from '../page/ListRow'
import { Loading } from '../page/Loading'
import { ScreenHeading, SectionHeading } from '../page/SectionHeading'
import { Crumbs, TopBar, TopBarTitle } from '../page/TopBar'
import { AvatarRow } from '../people/AvatarRow'
import { Icon } from '../signs/Icon'
import { Pill } from '../signs/Pill'
import { WhereWordsAre } from '../signs/WhereWordsAre'
import styles from './ComponentsPage.module.css'
import { Sample } from './Sample'
import { statuses } from './Signs'

const two = [
  { id: 'ana', name: 'Ana', colour: 8 },
  { id: 'mei', name: 'Mei', colour: 5 },
]

export function Pages() {
  const sent = statuses.sent
  return (
    <>
      <Sample name="Bars">
        <div className={styles.frame}>
          <TopBar
            start={
              <>
                <Crumbs href="#/components" place="Documents">
                  Homes we keep
                </Crumbs>
                <Pill>Draft</Pill>
              </>
            }
            end={<IconButton name="more" label="More" />}
          />
        </div>
        <div className={styles.frame}>
          <TopBar
            start={
              <>
                <IconButton name="back" label="Back" />
                <TopBarTitle below={sent && <WhereWordsAre status={sent} short />}>Homes we keep</TopBarTitle>
              </>
            }
            end={<AvatarRow people={two} label="Here now" size={28} />}
          />
        </div>
      </Sample>
      <Sample name="Rows">
        <ScreenHeading detail="Four things. The nearest closes on Thursday." action={<Button icon="add">New</Button>}>
          Waiting for you
        </ScreenHeading>
        <SectionHeading detail="14 changes since you were away" action={<a href="#/components">Show the changes</a>}>
          Documents
        </SectionHeading>
        <List label="Documents">
          <ListRow
            href="#/components"
            title="Homes we keep"
            aside="Strategy"
            detail="Ana, just now"
            end={<AvatarRow people={two} label="In it now" size={24} />}
          />
          <ListRow href="#/components" title="Childcare at every assembly" detail="Fatou, 12 minutes ago" chosen />
          <ListRow
            start={<Icon name="microphone" size={22} />}
            title="Hosting the assembly"
            detail="Your turn on Monday 30 November. You have waited longest, then Ilse."
            end={
              <>
                <Button small>I will</Button>
                <Button small kind="quiet">
                  Swap
                </Button>
              </>
            }
          />
        </List>
      </Sample>
      <Sample name="Banners">
        <Banner inside icon="update" title="A newer Leaderful is ready." action={<Button small>Use it</Button>}>
          Your work stays as it is.
        </Banner>
        <Banner inside tone="turn" title="The task force’s time ended on Sunday." action={<Button small>Choose</Button>} />
        <Banner inside tone="brick" icon="disk" title="This device is full. Your words are not saved." action={<Button small>Save a copy</Button>}>
          Keep this tab open.
        </Banner>
        <Banner inside tone="brick" title="This link is incomplete.">
          Its last part is missing, as happens when a messenger cuts it. Ask Ana for it again.
        </Banner>
      </Sample>
      <Sample name="Nothing here yet">
        <div className={styles.card}>
          <EmptyState
            title="No documents yet"
            actions={
              <>
                <Button kind="main" small>
                  New document
                </Button>
                <Button small>Bring one in</Button>
              </>
            }
          >
            Begin with an empty page, a template, or a text that you already have.
          </EmptyState>
        </div>
        <div className={styles.card}>
          <EmptyState figure="mark" title="Nothing waits for you">
            Two rounds go on without you until Thursday.
          </EmptyState>
        </div>
      </Sample>
      <Sample name="Opening, only after 400 ms">
        <Loading words="Fetching Homes we keep, 3 of 9 parts" />
      </Sample>
    </>
  )
}
