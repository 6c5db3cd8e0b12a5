import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { severities } from '../triage/triage.search.ts'
import { useWarningColumns } from './warning-columns.tsx'
import { warningCells, warningHeader } from './warning-csv.ts'
import { warningFilter, warningListQuery, warningPage } from './warnings.queries.ts'
import { type WarningsSearch, warningStates } from './warnings.search.ts'

const rowId = (row: Warning) => row.id

/** Every warning, by any filter. */
export function WarningList({ search }: { search: WarningsSearch }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false })
  const filter = useMemo(() => warningFilter(search), [search])
  const list = useInfiniteQuery(warningListQuery(filter))
  const columns = useWarningColumns()
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const change = useCallback(
    (fields: { [K in keyof WarningsSearch]?: WarningsSearch[K] | undefined }) =>
      void navigate({
        to: '/warnings',
        search: compact({ ...search, view: 'list' as const, ...fields }),
        replace: true,
      }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  const { fetchNextPage, isSuccess } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useEffect(() => {
    if (isSuccess) announce(t('warnings.shown', { count: rows.length }))
  }, [isSuccess, rows.length, t])
  return (
    <>
      <FilterBar>
        <SearchBox label={t('warnings.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.severity')}
          value={search.severity}
          choices={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(severity) => change({ severity })}
        />
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={warningStates.map((value) => ({ value, label: t(`warning.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <Choices
          label={t('warnings.only')}
          value={search.only}
          choices={[{ value: 'open', label: t('warnings.only.open') }]}
          onChange={(only) => change({ only })}
        />
        {search.member ? (
          <FilterChip
            label={t('filter.member', { orgnr: search.member })}
            onRemove={() => change({ member: undefined })}
          />
        ) : null}
        <ExportButton
          file="varde-varsler"
          header={warningHeader}
          page={(cursor) => warningPage(filter, cursor, 500)}
          cells={warningCells}
        />
      </FilterBar>
      {list.isPending ? <SkeletonRows rows={12} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {isSuccess && rows.length === 0 ? (
        <Empty title={t('warnings.none')}>
          <Link to="/warnings" search={{ view: 'list' }} className="ds-link">
            {t('filter.clear')}
          </Link>
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        <ListTable
          caption={t('warnings.caption')}
          rows={rows}
          columns={columns}
          id={rowId}
          openId={id}
          onEnd={list.hasNextPage && !list.isFetchingNextPage ? more : undefined}
        />
      ) : null}
      <MorePages shown={rows.length} more={list.hasNextPage} busy={list.isFetchingNextPage} onMore={more} />
    </>
  )
}
