import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { heldBackQuery } from './suppressions.queries.ts'

/** Above the queue: what is not in it, so that an empty queue never hides anything. */
export function HeldBackNote() {
  const { t } = useText()
  const held = useQuery(heldBackQuery).data
  if (!held || held.total === 0) return null
  return (
    <p className="held-back">
      <Link to="/triage/suppressions" className="ds-link">
        {t('suppressions.note', { suppressions: held.total, findings: held.held })}
      </Link>
    </p>
  )
}

/** On a detection: until when it is held back, and why. */
export function HeldBackBy({ suppression }: { suppression: NonNullable<Detection['suppression']> }) {
  const { t } = useText()
  return (
    <>
      {t('suppressions.until')} <Time at={suppression.until} both />:{' '}
      <Link to="/triage/suppressions" className="ds-link">
        {suppression.reason}
      </Link>
    </>
  )
}
