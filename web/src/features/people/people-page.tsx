import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
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
  const change = useCallback(
    (fields: { [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined }) =>
      void navigate({ to: '/people', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
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
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={id}
            caption={t('page.people')}
            shown="people.shown"
            empty={
              <Empty title={t('people.none')}>
                <Link to="/people" search={{}} className="ds-link">
                  {t('filter.clear')}
                </Link>
              </Empty>
            }
          />
        }
        object={id ? <Outlet /> : null}
      />
      {search.invite === 'open' && mayWrite ? <InviteDialog onClose={() => change({ invite: undefined })} /> : null}
    </div>
  )
}
