import { Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

type NoteDialogProps = {
  title: string
  /** What follows from it. */
  text: string
  confirm: string
  busy: boolean
  onConfirm: (note: string) => void
  onClose: () => void
}

/** What holds from now on is changed with a reason: it is what the next one reads. */
export function NoteDialog({ title, text, confirm, busy, onConfirm, onClose }: NoteDialogProps) {
  const { t } = useText()
  const [note, setNote] = useState('')
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      busy={busy}
      disabled={note.trim() === ''}
      onClose={onClose}
      onConfirm={() => onConfirm(note.trim())}
    >
      <p>{text}</p>
      <Textfield
        multiline
        rows={3}
        label={t('policy.note')}
        description={t('policy.note.text')}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </ConfirmDialog>
  )
}
