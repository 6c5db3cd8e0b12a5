import { Button } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { SuppressDialog } from '../triage/suppress-dialog.tsx'
import { useSuppression } from '../triage/use-suppression.ts'

type FalseAlarmActsProps = {
  detection: Detection
  /** What the member wrote: the beginning of a reason. */
  because: string
}

/** From a false alarm to what raised it, and to holding such back for some time. */
export function FalseAlarmActs({ detection, because }: FalseAlarmActsProps) {
  const { t } = useText()
  const mayTriage = useMay('detections.triage')
  const maySearch = useMay('events.read')
  const { make } = useSuppression()
  const [asking, setAsking] = useState(false)
  const { kind, key } = detection.cause
  return (
    <p className="false-alarm-acts">
      {kind === 'indicator' ? (
        <Link to="/indicators/$id" params={{ id: key }} className="ds-link">
          {t('false_alarms.to_indicator')}
        </Link>
      ) : maySearch ? (
        <Link to="/events" search={{ signature: key, span: '30d' }} className="ds-link">
          {t('false_alarms.to_signature')}
        </Link>
      ) : null}
      {mayTriage ? (
        <Button data-size="sm" variant="secondary" loading={make.isPending} onClick={() => setAsking(true)}>
          {t('false_alarms.suppress')}
        </Button>
      ) : null}
      {asking ? (
        <SuppressDialog
          row={detection}
          because={because}
          onConfirm={(what) => {
            setAsking(false)
            make.mutate(what)
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </p>
  )
}
