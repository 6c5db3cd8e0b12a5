import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Advisory } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import type { Column } from '../../components/list-table.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { Time } from '../../components/time.tsx'
import { advisoryListQuery } from './advisories.queries.ts'
import { type AdvisoryState, advisoryStates, outStates } from './advisories.search.ts'

const rowId = (row: Advisory) => row.id

/** Which advisories are written, sent and expired? */
export function AdvisoriesPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/advisories' })
  const { state, q } = search
  const { id } = useParams({ strict: false })
  const beginning = useLocation().pathname.endsWith('/new')
  const navigate = useNavigate()
  const mayWrite = useMay('advisories.write')
  // Members are shown what is out; the auditor reads all of it, as the team does.
  const team = useMay('overview.read')
  const list = useInfiniteQuery(advisoryListQuery(compact({ state, q })))
  const columns = useAdvisoryColumns(mayWrite)
  const narrowed = state !== undefined || q !== undefined
  // Whoever seeks goes on reading what is open.
  const change = useCallback(
    (fields: { state?: AdvisoryState | undefined; q?: string | undefined }) =>
      void navigate({
        ...(id === undefined ? { to: '/advisories' } : { to: '/advisories/$id', params: { id } }),
        search: compact({ ...search, ...fields }),
        replace: true,
      }),
    [navigate, search, id],
  )
  const begin = (
    <Button data-size="sm" asChild>
      <Link to="/advisories/new">{t('advisories.new')}</Link>
    </Button>
  )
  return (
    <div className="page">
      <PageHead title={t('page.advisories')} question={t(team ? 'advisories.question' : 'advisories.question.member')}>
        {mayWrite ? begin : null}
      </PageHead>
      <Beside
        list={
          <>
            <FilterBar>
              <SearchBox label={t('advisories.search')} value={q} onChange={(words) => change({ q: words })} />
              <Choices
                label={t('column.state')}
                value={state}
                choices={(team ? advisoryStates : outStates).map((value) => ({
                  value,
                  label: t(`advisory.state.${value}`),
                }))}
                onChange={(chosen) => change({ state: chosen })}
              />
            </FilterBar>
            <PagedList
              list={list}
              columns={columns}
              id={rowId}
              openId={id}
              caption={t('page.advisories')}
              shown="advisories.shown"
              empty={
                <Empty title={t(narrowed ? 'advisories.empty.filter' : 'advisories.empty')}>
                  {mayWrite && !narrowed ? (
                    <>
                      <p>{t('advisories.empty.text')}</p>
                      {begin}
                    </>
                  ) : null}
                </Empty>
              }
            />
          </>
        }
        object={id || beginning ? <Outlet /> : null}
      />
    </div>
  )
}

function useAdvisoryColumns(team: boolean): Column<Advisory>[] {
  const { t, language } = useText()
  return useMemo<Column<Advisory>[]>(
    () => [
      { id: 'severity', header: t('column.severity'), cell: (row) => <SeverityMark severity={row.severity} /> },
      {
        id: 'subject',
        header: t('column.advisory'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/advisories"
            to="/advisories/$id"
            params={{ id: row.id }}
            search={({ state, q }) => compact({ state, q })}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.subject[language] || row.subject.nb || t('advisory.unnamed')}
          </Link>
        ),
      },
      { id: 'number', header: t('column.advisory_number'), cell: (row) => row.number ?? '–' },
      {
        id: 'state',
        header: t('column.state'),
        cell: (row) =>
          row.by_itself && row.version === 0
            ? `${t(`advisory.state.${row.state}`)}, ${t('advisory.by_itself')}`
            : t(`advisory.state.${row.state}`),
      },
      { id: 'tlp', header: 'TLP', cell: (row) => row.tlp },
      { id: 'version', header: t('column.version'), kind: 'number', cell: (row) => row.version || '–' },
      ...(team
        ? [
            {
              id: 'languages',
              header: t('column.languages'),
              kind: 'wide' as const,
              cell: (row: Advisory) =>
                (['nb', 'nn', 'en'] as const)
                  .filter((one) => row.languages[one] !== 'written')
                  .map((one) => `${one}: ${t(`advisory.language.${row.languages[one]}`)}`)
                  .join(', ') || t('advisory.language.all'),
            },
          ]
        : []),
      { id: 'changed', header: t('column.changed'), kind: 'wide', cell: (row) => <Time at={row.changed_at} /> },
    ],
    [t, language, team],
  )
}
