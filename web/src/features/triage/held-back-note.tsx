import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { suppressionsQuery } from './suppressions.queries.ts'

/** Above the queue: what is not in it, so that an empty queue never hides anything. */
export function HeldBackNote() {
  const { t } = useText()
  const active = useQuery(suppressionsQuery('active')).data?.items ?? []
  if (active.length === 0) return null
  const findings = active.reduce((sum, one) => sum + one.held, 0)
  return (
    <p className="held-back">
      <Link to="/triage/suppressions" className="ds-link">
        {t('suppressions.note', { suppressions: active.length, findings })}
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
