import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { detectionsOfMember } from './triage.queries.ts'

type DuplicateDialogProps = {
  rows: readonly Detection[]
  /** The open detection: most often the one that the chosen repeat. */
  open: string | undefined
  onConfirm: (of: string) => void
  onClose: () => void
}

/** Which of the same member's detections the chosen repeat. */
export function DuplicateDialog({ rows, open, onConfirm, onClose }: DuplicateDialogProps) {
  const { t } = useText()
  const member = rows[0]?.member ?? ''
  const list = useQuery(detectionsOfMember(member))
  const [chosen, setChosen] = useState<string | null>(null)
  const others = (list.data?.items ?? []).filter(
    (one) => one.state !== 'dismissed' && !rows.some((row) => row.id === one.id),
  )
  const of = chosen ?? (others.find((one) => one.id === open) ?? others[0])?.id ?? ''
  return (
    <ConfirmDialog
      title={t('duplicate.title', { count: rows.length })}
      confirm={t('act.duplicate')}
      disabled={of === ''}
      onConfirm={() => onConfirm(of)}
      onClose={onClose}
    >
      {list.isSuccess && others.length === 0 ? (
        <Empty title={t('duplicate.none')} />
      ) : (
        <SelectField
          label={t('duplicate.of')}
          description={t('duplicate.text')}
          value={of}
          choices={others.map((one) => ({
            value: one.id,
            label: [one.cause.label, one.inner_host, t(`detection.${one.view}`)].filter(Boolean).join(' · '),
          }))}
          onChange={setChosen}
        />
      )}
    </ConfirmDialog>
  )
}
