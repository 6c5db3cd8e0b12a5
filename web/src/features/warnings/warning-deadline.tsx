import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Time } from '../../components/time.tsx'
import { DeadlineDialog } from './deadline-dialog.tsx'

/** The deadline, why it is not the one that the rule gave, and the way to move it while the member is silent. */
export function WarningDeadline({ detail }: { detail: WarningDetail }) {
  const { t } = useText()
  const { warning, deadline_moved: moved } = detail
  const silent = warning.state === 'sent' || warning.state === 'acknowledged'
  const may = useMay('warnings.chase') && silent && warning.due_at !== null
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Time at={warning.due_at} both />
      {may ? (
        <>
          {' '}
          <Button data-size="sm" variant="tertiary" onClick={() => setAsking(true)}>
            {t('deadline.move')}
          </Button>
        </>
      ) : null}
      {moved ? (
        <span className="deadline-moved">
          {t('deadline.moved_by', { author: moved.author, reason: moved.reason })}{' '}
          <span className="quiet">
            {t('deadline.was')} <Time at={moved.due_before} both />
          </span>
        </span>
      ) : null}
      {asking ? <DeadlineDialog warning={warning} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
