import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar } from '../../components/filter-bar.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { SuppressionItem } from './suppression-item.tsx'
import { suppressionsQuery } from './suppressions.queries.ts'
import { suppressionStates } from './suppressions.search.ts'

/** What do we hold back, and why? */
export function SuppressionsPage() {
  const { t } = useText()
  const { state } = useSearch({ from: '/shell/triage/suppressions' })
  const navigate = useNavigate()
  const list = useQuery(suppressionsQuery(state))
  const active = list.data?.items.filter((one) => one.state === 'active')
  const findings = active?.reduce((sum, one) => sum + one.held, 0)
  useEffect(() => {
    if (active && findings !== undefined) announce(t('suppressions.note', { suppressions: active.length, findings }))
  }, [active, findings, t])
  return (
    <div className="page">
      <PageHead title={t('suppressions.title')} question={t('suppressions.question')}>
        <Link to="/triage" className="ds-link">
          {t('suppressions.back')}
        </Link>
      </PageHead>
      <FilterBar>
        <Choices
          label={t('column.state')}
          value={state}
          choices={suppressionStates.map((value) => ({ value, label: t(`suppressions.${value}`) }))}
          onChange={(chosen) =>
            void navigate({ to: '/triage/suppressions', search: compact({ state: chosen }), replace: true })
          }
        />
      </FilterBar>
      {list.isPending ? <SkeletonRows rows={4} height={96} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? (
        <Empty title={t('suppressions.empty')}>
          <p>{t('suppressions.empty.text')}</p>
        </Empty>
      ) : null}
      {list.data && list.data.items.length > 0 ? (
        <ul className="holds">
          {list.data.items.map((one) => (
            <SuppressionItem key={one.id} suppression={one} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
