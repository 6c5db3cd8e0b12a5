import { Radio } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { DismissReason } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

/** A duplicate says of what, and has a dialog of its own. */
const reasons: readonly DismissReason[] = ['false_alarm', 'known_activity', 'test', 'not_relevant']

type DismissDialogProps = { count: number; onConfirm: (reason: DismissReason) => void; onClose: () => void }

/** A dismissal always has a reason: it is what the next analyst reads. */
export function DismissDialog({ count, onConfirm, onClose }: DismissDialogProps) {
  const { t } = useText()
  const [reason, setReason] = useState<DismissReason | null>(null)
  return (
    <ConfirmDialog
      title={t('dismiss.title', { count })}
      confirm={t('act.dismiss')}
      disabled={reason === null}
      onConfirm={() => {
        if (reason) onConfirm(reason)
      }}
      onClose={onClose}
    >
      <fieldset className="plain-fieldset">
        <legend>{t('dismiss.why')}</legend>
        {reasons.map((one, index) => (
          <Radio
            key={one}
            name="reason"
            value={one}
            ref={index === 0 ? autofocus : null}
            label={t(`reason.${one}`)}
            description={t(`reason.${one}.text`)}
            checked={reason === one}
            onChange={() => setReason(one)}
          />
        ))}
      </fieldset>
    </ConfirmDialog>
  )
}
