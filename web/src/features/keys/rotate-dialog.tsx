import { Dialog, Heading, Radio } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretOnce, untilKept } from '../../components/secret-once.tsx'

/** Hours that the old secret goes on: none after a leak, a day for one machine, a month where many must be changed. */
const overlaps = [0, 24, 7 * 24, 30 * 24] as const

type RotateDialogProps = {
  name: string
  /** Query families that the new secret makes stale. */
  stale: string
  rotate: (overlapHours: number) => Promise<string>
  onClose: () => void
}

/** A new secret beside the old one, so that a machine can be changed without a break. */
export function RotateDialog({ name, stale, rotate, onClose }: RotateDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]>(24)
  const change = useMutation({ mutationFn: () => rotate(overlap) })
  const close = () => {
    onClose()
    // Only now: the list may leave out the key whose dialog this is.
    void client.invalidateQueries({ queryKey: [stale] })
    void client.invalidateQueries({ queryKey: ['history'] })
  }
  if (change.data !== undefined) {
    return (
      <Dialog open onClose={close} {...untilKept} data-size="sm">
        <Heading level={2} data-size="xs" className="dialog-title">
          {t('rotate.done', { name })}
        </Heading>
        <SecretOnce
          lead={overlap === 0 ? t('rotate.old.ended') : t('rotate.old.goes_on', { days: overlap / 24 })}
          secret={change.data}
          onClose={close}
        />
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('rotate.title', { name })}
      confirm={t('rotate.go')}
      busy={change.isPending}
      disabled={false}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <p>{t('rotate.text')}</p>
      <fieldset className="plain-fieldset">
        <legend>{t('rotate.overlap')}</legend>
        {overlaps.map((hours) => (
          <Radio
            key={hours}
            name="overlap"
            value={String(hours)}
            label={t(overlapText(hours))}
            checked={overlap === hours}
            onChange={() => setOverlap(hours)}
          />
        ))}
      </fieldset>
      {change.error ? <ProblemNotice error={change.error} /> : null}
    </ConfirmDialog>
  )
}

function overlapText(hours: (typeof overlaps)[number]) {
  if (hours === 0) return 'rotate.overlap.none'
  if (hours === 24) return 'rotate.overlap.day'
  return hours === 7 * 24 ? 'rotate.overlap.week' : 'rotate.overlap.month'
}
