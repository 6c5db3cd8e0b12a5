import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { useNow } from '../../components/time.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { vulnerabilityListQuery } from './vulnerabilities.queries.ts'
import { type ChangeSearch, filterOf, isNarrowed, nothingChosen } from './vulnerabilities.search.ts'
import { useVulnerabilityColumns } from './vulnerability-columns.tsx'
import { VulnerabilityFilters } from './vulnerability-filters.tsx'
import { VulnerabilityNewsStrip } from './vulnerability-news-strip.tsx'

const rowId = (row: { cve: string }) => row.cve

/** Exploited vulnerabilities: who has it? */
export function VulnerabilitiesPage() {
  const { t, count } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/vulnerabilities' })
  const { cve } = useParams({ strict: false })
  const navigate = useNavigate()
  const filter = filterOf(search, useNow())
  const list = useInfiniteQuery(vulnerabilityListQuery(filter))
  const columns = useVulnerabilityColumns()
  const mayRead = useMay('feeds.read')
  const change: ChangeSearch = useCallback(
    (fields) =>
      void navigate({
        ...(cve === undefined ? { to: '/vulnerabilities' } : { to: '/vulnerabilities/$cve', params: { cve } }),
        search: compact({ ...search, ...fields }),
        replace: true,
      }),
    [navigate, search, cve],
  )
  useKeys({ affected: () => change({ affected: search.affected ? undefined : 'yes', grade: undefined }) })
  const covered = list.data?.pages[0]?.coverage
  const isUnread = !isNarrowed(search) && list.data?.pages[0]?.items.length === 0
  const { sort: _, ...exported } = filter
  const file = `/api/v1/vulnerabilities/export?${new URLSearchParams(
    Object.entries(exported).map(([name, value]) => [name, String(value)]),
  )}`
  return (
    <div className="page cve-list">
      <PageHead title={t('page.vulnerabilities')} question={t('vulnerabilities.question')}>
        <SavedViews page="vulnerabilities" />
        <a className="ds-link file-link" href={file} download>
          <Icon name="download" size={18} /> {t('csv.button')}
        </a>
      </PageHead>
      <Beside
        list={
          <>
            {isUnread ? null : <VulnerabilityNewsStrip search={search} change={change} />}
            <VulnerabilityFilters search={search} change={change} />
            {covered && covered.members > 0 ? (
              <p className="quiet coverage">
                {t('vulnerabilities.coverage', {
                  percent: Math.round((covered.with_inventory / covered.members) * 100),
                  count: count(covered.with_inventory),
                  members: count(covered.members),
                })}
              </p>
            ) : null}
            {list.data?.pages[0]?.matching ? <p className="note">{t('affected.matching')}</p> : null}
            <PagedList
              list={list}
              columns={columns}
              id={rowId}
              openId={cve}
              caption={t('vulnerabilities.caption')}
              shown="vulnerabilities.shown"
              empty={
                isNarrowed(search) ? (
                  <Empty title={t('vulnerabilities.empty')}>
                    <p>{t('vulnerabilities.empty.text')}</p>
                    <button type="button" className="ds-link" onClick={() => change(nothingChosen)}>
                      {t('filter.clear')}
                    </button>
                  </Empty>
                ) : (
                  <Empty title={t('vulnerabilities.unread')}>
                    <p>{t('vulnerabilities.unread.text')}</p>
                    {mayRead ? (
                      <Link to="/feeds" className="ds-link">
                        {t('vulnerabilities.unread.next')}
                      </Link>
                    ) : null}
                  </Empty>
                )
              }
            />
          </>
        }
        object={cve ? <Outlet /> : null}
      />
    </div>
  )
}
