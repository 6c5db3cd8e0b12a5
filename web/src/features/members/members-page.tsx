import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { MemberSummary } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { memberKinds } from './kind-name.ts'
import { useMemberColumns } from './member-columns.tsx'
import { memberListQuery, memberPage } from './members.queries.ts'
import type { MembersSearch } from './members.search.ts'

const header = [
  'orgnr',
  'name',
  'kind',
  'municipality_number',
  'networks',
  'domains',
  'contacts',
  'sensors',
  'sensors_silent',
  'open_detections',
  'open_warnings',
  'worst_open_severity',
]

const cells = (row: MemberSummary) => [
  row.orgnr,
  row.name,
  row.kind,
  row.municipality_number,
  row.networks,
  row.domains,
  row.contacts,
  row.sensors,
  row.sensors_silent,
  row.open_detections,
  row.open_warnings,
  row.worst_open_severity,
]
const rowId = (row: MemberSummary) => row.orgnr

/** Whom do I ring? */
export function MembersPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/members' })
  const { orgnr } = useParams({ strict: false })
  const navigate = useNavigate()
  const mayWrite = useMay('members.write')
  const filter = useMemo(() => compact({ q: search.q, kind: search.kind }), [search.q, search.kind])
  const list = useInfiniteQuery(memberListQuery(filter))
  const columns = useMemberColumns()
  const change = useCallback(
    (fields: { [K in keyof MembersSearch]?: MembersSearch[K] | undefined }) =>
      void navigate({ to: '/members', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  const filtered = Object.keys(filter).length > 0
  return (
    <div className="page">
      <PageHead title={t('page.members')} question={t('members.question')}>
        <SavedViews page="members" />
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ import: 'open' })}>
            <Icon name="upload" size={18} />
            {t('import.open')}
          </Button>
        ) : null}
      </PageHead>
      <FilterBar>
        <SearchBox label={t('members.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.kind')}
          value={memberKinds.find((kind) => kind === search.kind)}
          choices={memberKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <ExportButton
          file="varde-medlemmer"
          header={header}
          page={(cursor) => memberPage(filter, cursor, 500)}
          cells={cells}
        />
      </FilterBar>
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={orgnr}
            caption={t('members.caption')}
            shown="members.shown"
            empty={
              <Empty title={t(filtered ? 'members.none' : 'members.empty')}>
                {filtered ? (
                  <Link to="/members" search={{}} className="ds-link">
                    {t('filter.clear')}
                  </Link>
                ) : (
                  <p>{t('members.empty.text')}</p>
                )}
              </Empty>
            }
          />
        }
        object={orgnr ? <Outlet /> : null}
      />
      {search.import === 'open' && mayWrite ? <ImportDialog onClose={() => change({ import: undefined })} /> : null}
    </div>
  )
}
