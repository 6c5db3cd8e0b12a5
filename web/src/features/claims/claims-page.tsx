import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { FilterBar } from '../../components/filter-bar.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { ClaimItems } from './claim-list.tsx'
import { claimsQuery } from './claims.queries.ts'
import { claimStates } from './claims.search.ts'

/** What do members say is theirs? What waits, unless something else is asked for. */
export function ClaimsPage() {
  const { t } = useText()
  const { state = 'waiting' } = useSearch({ from: '/shell/claims' })
  const navigate = useNavigate()
  const claims = useQuery(claimsQuery({ state: state === 'all' ? undefined : state }))
  return (
    <div className="page">
      <PageHead title={t('page.claims')} question={t('claims.question')}>
        <Link to="/members" className="ds-link">
          {t('page.members')}
        </Link>
      </PageHead>
      <FilterBar>
        <SelectField
          label={t('claims.state')}
          value={state}
          choices={claimStates.map((value) => ({ value, label: t(`claims.state.${value}`) }))}
          onChange={(chosen) => void navigate({ to: '/claims', search: compact({ state: chosen }), replace: true })}
        />
      </FilterBar>
      {claims.isPending ? <SkeletonRows rows={4} height={72} /> : null}
      {claims.error ? <ProblemNotice error={claims.error} retry={() => void claims.refetch()} /> : null}
      {claims.data?.items.length === 0 ? (
        <Empty title={t(state === 'waiting' ? 'claims.none.waiting' : 'claims.none')}>
          {state === 'waiting' ? <p>{t('claims.none.text')}</p> : null}
        </Empty>
      ) : null}
      {claims.data ? <ClaimItems claims={claims.data.items} named /> : null}
    </div>
  )
}
