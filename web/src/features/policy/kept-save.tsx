import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { NoteDialog } from './note-dialog.tsx'

type KeptSaveProps = {
  /** Whose words are asked with: `exploited.save`, and its title and text. */
  of: 'exploited' | 'labels'
  /** Nothing has been changed. */
  isSame: boolean
  /** It may be saved as it is written. */
  isWhole: boolean
  busy: boolean
  onForget: () => void
  onSave: (note: string, done: () => void) => void
}

/** Saves what is written as a new version, with why; or goes back to the one in force. */
export function KeptSave({ of, isSame, isWhole, busy, onForget, onSave }: KeptSaveProps) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <div className="policy-acts">
      <Button data-size="sm" disabled={isSame || !isWhole} onClick={() => setAsking(true)}>
        {t(`${of}.save`)}
      </Button>
      {isSame ? null : (
        <Button data-size="sm" variant="tertiary" onClick={onForget}>
          {t('exploited.as_now')}
        </Button>
      )}
      {asking ? (
        <NoteDialog
          title={t(`${of}.save.title`)}
          text={t(`${of}.save.text`)}
          confirm={t(`${of}.save`)}
          busy={busy}
          onConfirm={(note) => onSave(note, close)}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
