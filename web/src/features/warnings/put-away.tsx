import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { putAway } from './put-away.ts'

/** On a draft that somebody has put away in triage: sending it is sending it before the time that was set. */
export function PutAway({ detail: { warning, detections } }: { detail: WarningDetail }) {
  const { t } = useText()
  const away = warning.state === 'draft' ? putAway(detections) : null
  if (away === null) return null
  return (
    <p className="note">
      {t('warning.put_away', { count: away.count, of: away.of })} <Time at={away.until} both />
    </p>
  )
}
