import { Dialog } from '../design/layers/Dialog'
import { List, ListRow } from '../design/page/ListRow'
import { Icon } from '../design/signs/Icon'
import { t } from '../words/words'
import { TEMPLATES, type Template } from './templates'

/** A few headings to write under. */
export function TemplatesDialog({ open, onClose, onChoose }: { open: boolean; onClose: () => void; onChoose: (template: Template) => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('home.templates.title')} description={t('home.templates.line')}>
      <List>
        {TEMPLATES.map((template) => (
          <ListRow
            key={template.id}
            voice="app"
            start={<Icon name="template" size={22} />}
            title={t(`home.tpl.${template.id}`)}
            detail={t(`home.tpl.${template.id}Line`)}
            end={<Icon name="caretRight" size={14} weight="bold" />}
            onClick={() => onChoose(template)}
          />
        ))}
      </List>
    </Dialog>
  )
}
