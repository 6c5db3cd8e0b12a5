import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Section } from '../../components/section.tsx'
import { ClaimItems } from './claim-list.tsx'
import { claimsQuery } from './claims.queries.ts'

/** What waits for a yes or a no of ours: of one member, or of all; nothing where nothing waits. */
export function ClaimsWaiting({ member }: { member?: string }) {
  const { t } = useText()
  const may = useMay('members.write')
  const { data } = useQuery({ ...claimsQuery({ member, state: 'waiting' }), enabled: may })
  if (!data || data.items.length === 0) return null
  return (
    <Section
      title={t('claims.waiting', { count: data.items.length })}
      level={member === undefined ? 2 : 3}
      aside={
        <Link to="/claims" className="ds-link">
          {t('claims.all')}
        </Link>
      }
    >
      <ClaimItems claims={data.items} named={member === undefined} />
    </Section>
  )
}
