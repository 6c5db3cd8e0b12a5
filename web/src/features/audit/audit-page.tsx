import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { AuditEntry } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList, useRows } from '../../components/paged-list.tsx'
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
  const rows = useRows(list)
  const change = useCallback(
    (fields: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) =>
      void navigate({ to: '/audit', search: compact({ ...search, open: undefined, ...fields }), replace: true }),
    [navigate, search],
  )
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
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={open === undefined ? undefined : String(open)}
            caption={t('audit.question')}
            shown="audit.shown"
            empty={
              <Empty title={t(filtered ? 'audit.none' : 'audit.empty')}>
                {filtered ? (
                  <Link to="/audit" search={{}} className="ds-link">
                    {t('filter.clear')}
                  </Link>
                ) : null}
              </Empty>
            }
          />
        }
        object={entry ? <EntryPanel key={entry.seq} entry={entry} back={back} /> : null}
      />
    </div>
  )
}
