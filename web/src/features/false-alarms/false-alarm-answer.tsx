import { Alert } from '@digdir/designsystemet-react'
import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { middle } from '../../components/middle.ts'
import { FalseAlarmActs } from './false-alarm-acts.tsx'
import { falseAlarmOf } from './false-alarm-of.ts'

/** On a warning that its member calls a false alarm: each cause, with what can be done about it. */
export function FalseAlarmAnswer({ detail }: { detail: WarningDetail }) {
  const { t } = useText()
  const alarm = falseAlarmOf(detail)
  const may = useMay('detections.read')
  if (alarm === null || !may) return null
  return (
    <Alert data-color="info" data-size="sm" className="stop-notice">
      <p>
        <strong>{t('false_alarms.said', { name: alarm.who })}</strong> {t('false_alarms.next')}
      </p>
      <ul className="done-list">
        {alarm.causes.map((detection) => (
          <li key={detection.id}>
            <span title={detection.cause.label}>{middle(detection.cause.label, 48)}</span>
            <FalseAlarmActs detection={detection} because={alarm.because} />
          </li>
        ))}
      </ul>
    </Alert>
  )
}
