import { Button } from '../../../design/controls/Button'
import { Dialog } from '../../../design/layers/Dialog'
import { t } from '../../../words/words'

/** Taking one's own words back cannot be undone, so it is asked. */
export function TakeBackDialog({ onTakeBack, onClose }: { onTakeBack: () => void; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('comments.takeBackAsk')}
      description={t('comments.takeBackLine')}
      width="plain"
      actionsAt="end"
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('comments.keep')}
          </Button>
          <Button kind="leave" onClick={onTakeBack}>
            {t('comments.takeBack')}
          </Button>
        </>
      }
    />
  )
}
