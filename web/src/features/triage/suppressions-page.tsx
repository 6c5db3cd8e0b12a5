import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { suppressionCells, suppressionHeader } from './suppression-csv.ts'
import { SuppressionItem } from './suppression-item.tsx'
import { suppressionPage, suppressionsQuery } from './suppressions.queries.ts'
import { type SuppressionsSearch, suppressionStates } from './suppressions.search.ts'

/** As many as the server gives at once. */
const mostInFile = 10_000

/** What do we hold back, and why? */
export function SuppressionsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/triage/suppressions' })
  const navigate = useNavigate({ from: '/triage/suppressions' })
  const list = useQuery(suppressionsQuery(search))
  const { items, total } = list.data ?? { items: [], total: undefined }
  const change = useCallback(
    (fields: { [K in keyof SuppressionsSearch]?: SuppressionsSearch[K] | undefined }) =>
      void navigate({ search: (old) => compact({ ...old, ...fields }), replace: true }),
    [navigate],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  useEffect(() => {
    if (total !== undefined) announce(t('list.shown', { count: total }))
  }, [total, t])
  return (
    <div className="page">
      <PageHead title={t('suppressions.title')} question={t('suppressions.question')}>
        <Link to="/triage" className="ds-link">
          {t('suppressions.back')}
        </Link>
      </PageHead>
      <FilterBar>
        <SearchBox label={t('suppressions.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={suppressionStates.map((value) => ({ value, label: t(`suppressions.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <ExportButton
          file="varde-undertrykkelser"
          header={suppressionHeader}
          page={async () => ({ items: (await suppressionPage(search, mostInFile)).items, next: null })}
          cells={suppressionCells}
        />
      </FilterBar>
      {list.isPending ? <SkeletonRows rows={4} height={96} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {total === 0 ? (
        <Empty title={t(search.q ? 'suppressions.none' : 'suppressions.empty')}>
          <p>{t(search.q ? 'suppressions.none.text' : 'suppressions.empty.text')}</p>
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <ul className="holds">
          {items.map((one) => (
            <SuppressionItem key={one.id} suppression={one} />
          ))}
        </ul>
      ) : null}
      {total !== undefined && total > items.length ? (
        <p className="note">{t('suppressions.more', { shown: items.length, total })}</p>
      ) : null}
    </div>
  )
}
