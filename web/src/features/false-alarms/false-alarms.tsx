import { Alert } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client.ts'
import type { FalseAlarms as Alarms, Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Time } from '../../components/time.tsx'
import { warningNumber } from '../warnings/warning-number.ts'
import { FalseAlarmActs } from './false-alarm-acts.tsx'

type FalseAlarmsProps = {
  kind: Detection['cause']['kind']
  of: string
  /** The detection beside which it is said; it is the pattern for what to hold back. */
  at?: Detection
}

/** What members say of a cause, where any calls it a false alarm; from two on, that the cause itself be looked at. */
export function FalseAlarms({ kind, of, at }: FalseAlarmsProps) {
  const { t } = useText()
  const { data } = useQuery({
    queryKey: ['warnings', 'false-alarms', kind, of],
    queryFn: () => unwrap<Alarms>(api.GET('/api/v1/false-alarms', { params: { query: { kind, key: of } } })),
    enabled: useMay('detections.read'),
  })
  if (!data || data.members === 0) return null
  return (
    <Alert data-color={data.review ? 'warning' : 'info'} data-size="sm" className="stop-notice">
      <p>
        <strong>{t('false_alarms.count', { members: data.members, warned: data.warned })}</strong>{' '}
        {data.review ? t(`false_alarms.review.${kind}`) : null}
      </p>
      <ul className="done-list">
        {data.items.map((item) => (
          <li key={item.warning}>
            <Link to="/warnings/$id" params={{ id: item.warning }} className="ds-link">
              {warningNumber(item.number)}
            </Link>{' '}
            {item.member_name}, <Time at={item.at} />
            {item.comment ? <> – {item.comment}</> : null}
          </li>
        ))}
      </ul>
      {at ? <FalseAlarmActs detection={at} because={data.items[0]?.comment ?? ''} /> : null}
    </Alert>
  )
}
