import { Button, ToggleGroup } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { FollowUp, FollowUpRow } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { followUpFile, followUpQuery } from './follow-up.queries.ts'
import { type ChangeSearch, type FollowUpSearch, filterOf } from './follow-up.search.ts'
import { useFollowUpColumns } from './follow-up-columns.tsx'
import { FollowUpFilters } from './follow-up-filters.tsx'
import { OverTime } from './over-time.tsx'

const rowId = (row: FollowUpRow) => row.member

/** Exploited vulnerabilities that are unresolved: who has not acted? */
export function FollowUpPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/vulnerabilities/follow-up' })
  const { orgnr } = useParams({ strict: false })
  const navigate = useNavigate()
  const filter = filterOf(search)
  const found = useQuery(followUpQuery(filter))
  const mayCall = useMay('warnings.chase')
  // With a member open, the key is that member's own.
  useKeys({ call: () => void navigate({ to: '/call-list' }) }, mayCall && orgnr === undefined)
  const change: ChangeSearch = useCallback(
    (fields) =>
      void navigate({
        ...(orgnr === undefined
          ? { to: '/vulnerabilities/follow-up' }
          : { to: '/vulnerabilities/follow-up/$orgnr', params: { orgnr } }),
        search: compact({ ...search, ...fields }),
        replace: true,
      }),
    [navigate, search, orgnr],
  )
  return (
    <div className="page follow-up">
      <PageHead title={t('page.follow-up')} question={t('follow_up.question')}>
        {mayCall ? (
          <Link to="/call-list" className="ds-link">
            {t('call_list.open')}
          </Link>
        ) : null}
        <a className="ds-link file-link" href={followUpFile(filter)} download>
          <Icon name="download" size={18} /> {t('csv.button')}
        </a>
        <Button variant="tertiary" data-size="sm" onClick={() => window.print()}>
          {t('board.print')}
        </Button>
      </PageHead>
      <Beside
        list={
          <>
            <FollowUpFilters search={search} change={change} advisory={found.data?.advisory} />
            {found.isPending ? <SkeletonRows rows={12} /> : null}
            {found.error ? <ProblemNotice error={found.error} retry={() => void found.refetch()} /> : null}
            {found.data ? <Found of={found.data} search={search} change={change} openId={orgnr} /> : null}
          </>
        }
        object={orgnr === undefined ? null : <Outlet />}
      />
    </div>
  )
}

type FoundProps = { of: FollowUp; search: FollowUpSearch; change: ChangeSearch; openId: string | undefined }

function Found({ of, search, change, openId }: FoundProps) {
  const { t, count } = useText()
  const columns = useFollowUpColumns()
  const { rows, coverage } = of
  const by = search.by ?? 'members'
  useEffect(() => announce(t('follow_up.shown', { count: of.count })), [of.count, t])
  const isFiltered = Object.keys(filterOf(search)).some((name) => name !== 'sort' && name !== 'weeks')
  return (
    <>
      {coverage.members > 0 ? (
        <p className="quiet coverage">
          {t('vulnerabilities.coverage', {
            percent: Math.floor((coverage.with_inventory / coverage.members) * 100),
            count: count(coverage.with_inventory),
            members: count(coverage.members),
          })}{' '}
          {coverage.with_inventory < coverage.members ? t('follow_up.coverage') : null}
        </p>
      ) : null}
      {of.since === null ? null : (
        <>
          <ToggleGroup
            data-size="sm"
            className="over-time-by"
            aria-label={t('follow_up.by')}
            value={by}
            onChange={(value) => change({ by: value === 'pairs' ? 'pairs' : undefined })}
          >
            <ToggleGroup.Item value="members">{t('follow_up.by.members')}</ToggleGroup.Item>
            <ToggleGroup.Item value="pairs">{t('follow_up.by.pairs')}</ToggleGroup.Item>
          </ToggleGroup>
          <OverTime of={of} by={by} title={t(`follow_up.plot.${by}`)} />
        </>
      )}
      {rows.length > 0 ? (
        <>
          {rows.length < of.count ? (
            <p className="as-of">{t('follow_up.some', { shown: rows.length, of: count(of.count) })}</p>
          ) : null}
          <ListTable caption={t('follow_up.caption')} rows={rows} columns={columns} id={rowId} openId={openId} />
        </>
      ) : isFiltered ? (
        <Empty title={t('follow_up.none')}>
          <Link to="/vulnerabilities/follow-up" search={{}} className="ds-link">
            {t('filter.clear')}
          </Link>
        </Empty>
      ) : (
        <Empty title={t('follow_up.empty')}>
          <p>{t(coverage.with_inventory === 0 ? 'follow_up.empty.unknown' : 'follow_up.empty.text')}</p>
          <Link to="/vulnerabilities" search={{ exploitation: 'active' }} className="ds-link">
            {t('follow_up.empty.exploited')}
          </Link>
        </Empty>
      )}
    </>
  )
}
