import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { peopleListQuery } from './people.queries.ts'
import { type PeopleSearch, personStates } from './people.search.ts'
import { usePeopleColumns } from './people-columns.tsx'

const rowId = (row: Person) => row.id

/** Who can come in? */
export function PeoplePage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/access/people' })
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const mayWrite = useMay('people.write')
  const filter = useMemo(
    () => compact({ q: search.q, state: search.state, member: search.member }),
    [search.q, search.state, search.member],
  )
  const list = useInfiniteQuery(peopleListQuery(filter))
  const columns = usePeopleColumns()
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const change = useCallback(
    (fields: { [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined }) =>
      void navigate({ to: '/people', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  const { fetchNextPage, isSuccess } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useEffect(() => {
    if (isSuccess) announce(t('people.shown', { count: rows.length }))
  }, [isSuccess, rows.length, t])
  return (
    <div className="page">
      <PageHead title={t('page.people')} question={t('people.question')}>
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ invite: 'open' })}>
            <Icon name="plus" size={18} />
            {t('invite.open')}
          </Button>
        ) : null}
      </PageHead>
      <FilterBar>
        <SearchBox label={t('people.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={personStates.map((value) => ({ value, label: t(`person.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        {search.member ? (
          <FilterChip
            label={t('filter.member', { orgnr: search.member })}
            onRemove={() => change({ member: undefined })}
          />
        ) : null}
      </FilterBar>
      <Beside
        list={
          <>
            {list.isPending ? <SkeletonRows rows={12} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
            {isSuccess && rows.length === 0 ? (
              <Empty title={t('people.none')}>
                <Link to="/people" search={{}} className="ds-link">
                  {t('filter.clear')}
                </Link>
              </Empty>
            ) : null}
            {rows.length > 0 ? (
              <ListTable
                caption={t('page.people')}
                rows={rows}
                columns={columns}
                id={rowId}
                openId={id}
                onEnd={list.hasNextPage && !list.isFetchingNextPage ? more : undefined}
              />
            ) : null}
            <MorePages shown={rows.length} more={list.hasNextPage} busy={list.isFetchingNextPage} onMore={more} />
          </>
        }
        object={id ? <Outlet /> : null}
      />
      {search.invite === 'open' && mayWrite ? <InviteDialog onClose={() => change({ invite: undefined })} /> : null}
    </div>
  )
}
