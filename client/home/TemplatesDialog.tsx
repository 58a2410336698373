import { IconButton } from '../design/controls/IconButton'
import { Dialog } from '../design/layers/Dialog'
import { List, ListRow } from '../design/page/ListRow'
import { SectionHeading } from '../design/page/SectionHeading'
import { Icon } from '../design/signs/Icon'
import { t } from '../words/words'
import type { DocumentListing } from '../workspace/listing'
import { titleWords } from '../workspace/who'
import styles from './TemplatesDialog.module.css'
import { TEMPLATES, type Template } from './templates'

export interface TemplatesDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onChoose: (template: Template) => void
  /** What the group saved for itself. */
  readonly own: readonly DocumentListing[]
  readonly groupName: string
  readonly onBegin: (listing: DocumentListing) => void
  /** Shows the template itself, to change it. */
  readonly onOpen: (listing: DocumentListing) => void
}

/** A few headings to write under: the group's own first. */
export function TemplatesDialog({ open, onClose, onChoose, own, groupName, onBegin, onOpen }: TemplatesDialogProps) {
  const icon = <Icon name="template" size={22} />
  const go = <Icon name="caretRight" size={14} weight="bold" />
  return (
    <Dialog open={open} onClose={onClose} title={t('home.templates.title')} description={t('home.templates.line')}>
      {own.length > 0 && (
        <section className={styles.own}>
          <SectionHeading>{t('home.templates.own', { name: groupName })}</SectionHeading>
          <List label={t('home.templates.own', { name: groupName })}>
            {own.map((listing) => (
              <ListRow
                key={listing.id}
                start={icon}
                title={titleWords(listing.title)}
                detail={t(`workspace.sort.${listing.sort}`)}
                end={<IconButton name="edit" label={t('home.templates.edit', { title: titleWords(listing.title) })} onClick={() => onOpen(listing)} />}
                onClick={() => onBegin(listing)}
              />
            ))}
          </List>
        </section>
      )}
      <List>
        {TEMPLATES.map((template) => (
          <ListRow
            key={template.id}
            voice="app"
            start={icon}
            title={t(`home.tpl.${template.id}`)}
            detail={t(`home.tpl.${template.id}Line`)}
            end={go}
            onClick={() => onChoose(template)}
          />
        ))}
      </List>
    </Dialog>
  )
}
