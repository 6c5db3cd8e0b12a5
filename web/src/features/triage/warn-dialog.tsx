import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { membersOf } from './queue.ts'

/** More names than this are counted instead of listed. */
const named = 8

/** A warning cannot be called back, so it is asked once, with the names of those who will get it. */
export function WarnDialog({
  rows,
  onConfirm,
  onClose,
}: {
  rows: Detection[]
  onConfirm: () => void
  onClose: () => void
}) {
  const { t } = useText()
  const members = membersOf(rows)
  const unsure = rows.filter((row) => row.attribution === 'sensor').length
  return (
    <ConfirmDialog
      title={t('warn.title', { count: members.length })}
      confirm={t('warn.confirm')}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t('warn.text', { count: rows.length })}</p>
      <ul>
        {members.slice(0, named).map((name) => (
          <li key={name}>{name}</li>
        ))}
        {members.length > named ? <li>{t('warn.rest', { count: members.length - named })}</li> : null}
      </ul>
      {unsure > 0 ? <p className="note">{t('warn.unsure', { count: unsure })}</p> : null}
    </ConfirmDialog>
  )
}
