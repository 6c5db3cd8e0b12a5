import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import type { AuditEntry } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { auditFilter, auditListQuery } from './audit.queries.ts'
import type { AuditSearch } from './audit.search.ts'
import { useAuditColumns } from './audit-columns.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { useChainCheck } from './chain-check.tsx'
import { EntryPanel } from './entry-panel.tsx'

const rowId = (row: AuditEntry) => String(row.seq)

/** Who did what, and from where? */
export function AuditPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/access/audit' })
  const navigate = useNavigate()
  const filter = useMemo(() => auditFilter(search), [search])
  const list = useInfiniteQuery(auditListQuery(filter))
  const columns = useAuditColumns()
  const chain = useChainCheck()
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const change = useCallback(
    (fields: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) =>
      void navigate({ to: '/audit', search: compact({ ...search, open: undefined, ...fields }), replace: true }),
    [navigate, search],
  )
  const { fetchNextPage, isSuccess } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useEffect(() => {
    if (isSuccess) announce(t('audit.shown', { count: rows.length }))
  }, [isSuccess, rows.length, t])
  const { open, ...back } = search
  const entry = open === undefined ? undefined : rows.find((row) => row.seq === open)
  const filtered = Object.keys(filter).length > 0
  const actor = rows.find((row) => row.actor_id === search.actor_id)
  return (
    <div className="page">
      <PageHead title={t('page.audit')} question={t('audit.question')}>
        {chain.button}
      </PageHead>
      {chain.answer}
      <AuditFilters search={search} filter={filter} actorName={actor?.actor_name ?? null} onChange={change} />
      <Beside
        list={
          <>
            {list.isPending ? <SkeletonRows rows={12} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
            {isSuccess && rows.length === 0 ? (
              <Empty title={t(filtered ? 'audit.none' : 'audit.empty')}>
                {filtered ? (
                  <Link to="/audit" search={{}} className="ds-link">
                    {t('filter.clear')}
                  </Link>
                ) : null}
              </Empty>
            ) : null}
            {rows.length > 0 ? (
              <ListTable
                caption={t('audit.question')}
                rows={rows}
                columns={columns}
                id={rowId}
                openId={open === undefined ? undefined : String(open)}
                onEnd={list.hasNextPage && !list.isFetchingNextPage ? more : undefined}
              />
            ) : null}
            <MorePages shown={rows.length} more={list.hasNextPage} busy={list.isFetchingNextPage} onMore={more} />
          </>
        }
        object={entry ? <EntryPanel key={entry.seq} entry={entry} back={back} /> : null}
      />
    </div>
  )
}
