import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { proposalCountQuery } from './campaigns.queries.ts'

/** How many proposals wait, in the rail. */
export function ProposalBadge() {
  const { t } = useText()
  const { data: waiting = 0 } = useQuery(proposalCountQuery)
  if (waiting === 0) return null
  return (
    <span className="rail-badge">
      <span aria-hidden="true">{waiting}</span>
      <span className="ds-sr-only">{t('correlation.proposed', { count: waiting })}</span>
    </span>
  )
}
