import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import type { Campaign } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar } from '../../components/filter-bar.tsx'
import { type Column, ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { campaignName, campaignWhy } from './campaign-words.ts'
import { campaignListQuery } from './campaigns.queries.ts'
import { campaignStates } from './correlation.search.ts'

const rowId = (row: Campaign) => row.id

/** Is it the same thing? */
export function CorrelationPage() {
  const { t } = useText()
  const { state } = useSearch({ from: '/shell/correlation' })
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const list = useQuery(campaignListQuery(state))
  const columns = useCampaignColumns()
  // What was set aside is shown to who asks for it.
  const rows = useMemo(
    () => list.data?.items.filter((row) => state !== undefined || row.state !== 'aside'),
    [list.data, state],
  )
  const proposed = rows?.filter((row) => row.state === 'proposed').length
  useEffect(() => {
    if (proposed !== undefined) announce(t('correlation.proposed', { count: proposed }))
  }, [proposed, t])
  return (
    <div className="page">
      <PageHead title={t('page.correlation')} question={t('correlation.question')}>
        <SavedViews page="correlation" />
      </PageHead>
      <Beside
        list={
          <>
            <FilterBar>
              <Choices
                label={t('column.state')}
                value={state}
                choices={campaignStates.map((value) => ({ value, label: t(`campaign.state.${value}`) }))}
                onChange={(chosen) =>
                  void navigate({ to: '/correlation', search: compact({ state: chosen }), replace: true })
                }
              />
            </FilterBar>
            {list.isPending ? <SkeletonRows rows={8} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
            {rows?.length === 0 ? (
              <Empty title={t('correlation.empty')}>
                <p>{t('correlation.empty.text')}</p>
              </Empty>
            ) : null}
            {rows && rows.length > 0 ? (
              <ListTable caption={t('correlation.caption')} rows={rows} columns={columns} id={rowId} openId={id} />
            ) : null}
          </>
        }
        object={id ? <Outlet /> : null}
      />
    </div>
  )
}

function useCampaignColumns(): Column<Campaign>[] {
  const { t } = useText()
  return useMemo<Column<Campaign>[]>(
    () => [
      { id: 'severity', header: t('column.severity'), cell: (row) => <SeverityMark severity={row.severity} /> },
      {
        id: 'name',
        header: t('column.campaign'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/correlation"
            to="/correlation/$id"
            params={{ id: row.id }}
            search={({ trait: _, ...old }) => old}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {campaignName(row, t)}
          </Link>
        ),
      },
      { id: 'state', header: t('column.state'), cell: (row) => t(`campaign.state.${row.state}`) },
      { id: 'members', header: t('column.members'), kind: 'number', cell: (row) => row.members },
      { id: 'queued', header: t('column.waiting'), kind: 'number', cell: (row) => row.queued },
      {
        id: 'why',
        header: t('column.why'),
        kind: 'wide',
        cell: (row) => (
          <span className="clip" title={campaignWhy(row, t)}>
            {campaignWhy(row, t)}
          </span>
        ),
      },
    ],
    [t],
  )
}
