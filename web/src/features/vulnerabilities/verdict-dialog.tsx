import { Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { MatchVerdict } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { type AffectedProduct, productName } from './affected.tsx'
import { Reason } from './reason.tsx'

type VerdictDialogProps = {
  cve: string
  of: AffectedProduct
  /** How many have the product in this version. */
  members: number
  busy: boolean
  onClose: () => void
  onConfirm: (said: MatchVerdict) => void
}

/** Whether a product in a version is affected, where the sources do not say, or say it wrongly. */
export function VerdictDialog({ cve, of, members, busy, onClose, onConfirm }: VerdictDialogProps) {
  const { t } = useText()
  const [verdict, setVerdict] = useState<MatchVerdict['verdict'] | ''>('')
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title={t('settle.title', { product: productName(of), cve })}
      confirm={t('settle.go')}
      busy={busy}
      disabled={verdict === '' || reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => {
        if (verdict !== '') onConfirm({ verdict, reason: reason.trim() })
      }}
    >
      <p>
        {t('settle.now')} <Reason of={of.reason} />
      </p>
      <SelectField
        label={t('settle.answer')}
        description={t('settle.scope', { count: members })}
        value={verdict}
        choices={[
          ...(verdict === '' ? [{ value: '' as const, label: t('decide.choose') }] : []),
          ...(['not_affected', 'affected'] as const).map((value) => ({ value, label: t(`settle.${value}`) })),
        ]}
        onChange={setVerdict}
      />
      <Textfield
        multiline
        rows={3}
        label={t('say.reason')}
        description={t('say.reason.text')}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
