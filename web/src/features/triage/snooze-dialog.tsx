import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { UntilField, useUntil } from '../../components/until-field.tsx'

/** As long as the server takes. */
const offered = { choices: ['hour', 'four_hours', 'tomorrow', 'monday'], longestDays: 90 } as const

type SnoozeDialogProps = { count: number; onConfirm: (until: Date) => void; onClose: () => void }

/** Until when, by the clock in Oslo. What gets worse comes back before. */
export function SnoozeDialog({ count, onConfirm, onClose }: SnoozeDialogProps) {
  const { t } = useText()
  const time = useUntil(offered)
  return (
    <ConfirmDialog
      title={t('snooze.title', { count })}
      confirm={t('act.snooze')}
      disabled={time.until === null}
      onConfirm={() => {
        if (time.until) onConfirm(time.until)
      }}
      onClose={onClose}
    >
      <UntilField {...time} legend={t('until.title')} starts />
      <p className="note">{t('snooze.worse')}</p>
    </ConfirmDialog>
  )
}
