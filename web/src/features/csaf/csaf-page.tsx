import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { CsafDocumentSummary } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { AddProviderDialog } from './add-provider-dialog.tsx'
import { csafDocumentsQuery } from './csaf.queries.ts'
import { type CsafSearch, csafStates } from './csaf.search.ts'
import { useCsafColumns } from './csaf-columns.tsx'
import { CsafProviders } from './csaf-providers.tsx'

const rowId = (row: CsafDocumentSummary) => row.id
const views = [undefined, 'providers'] as const

/** What do the makers say, and whom do we hear? */
export function CsafPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/csaf' })
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const mayWrite = useMay('feeds.write')
  const change = useCallback(
    (fields: { [K in keyof CsafSearch]?: CsafSearch[K] | undefined }) =>
      void navigate({ to: '.', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  return (
    <div className="page">
      <PageHead title={t('page.csaf')} question={t('csaf.question')}>
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ open: 'add' })}>
            {t('csaf.add')}
          </Button>
        ) : null}
      </PageHead>
      <nav className="tabs" aria-label={t('page.csaf')}>
        <ul>
          {views.map((view) => (
            <li key={view ?? 'documents'}>
              <Link
                to="/csaf"
                search={compact({ view })}
                className="tab ds-focus"
                aria-current={view === search.view ? 'page' : undefined}
              >
                {t(`csaf.view.${view ?? 'documents'}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {search.view === 'providers' ? (
        <CsafProviders mayWrite={mayWrite} onAdd={() => change({ open: 'add' })} />
      ) : (
        <Beside list={<Documents search={search} change={change} openId={id} />} object={id ? <Outlet /> : null} />
      )}
      {search.open === 'add' && mayWrite ? (
        <AddProviderDialog
          onClose={() => change({ open: undefined })}
          onAdded={() => change({ open: undefined, view: 'providers' })}
        />
      ) : null}
    </div>
  )
}

type DocumentsProps = {
  search: CsafSearch
  change: (fields: { [K in keyof CsafSearch]?: CsafSearch[K] | undefined }) => void
  openId: string | undefined
}

function Documents({ search, change, openId }: DocumentsProps) {
  const { t } = useText()
  const { q, state } = search
  const list = useInfiniteQuery(csafDocumentsQuery(compact({ q, state })))
  const columns = useCsafColumns()
  const find = useCallback((value: string | undefined) => change({ q: value }), [change])
  const narrowed = q !== undefined || state !== undefined
  return (
    <>
      <FilterBar>
        <SearchBox label={t('csaf.search')} value={q} onChange={find} />
        <Choices
          label={t('column.state')}
          choices={csafStates.map((value) => ({ value, label: t(`csaf.state.${value}`) }))}
          value={state}
          onChange={(value) => change({ state: value })}
        />
      </FilterBar>
      <PagedList
        list={list}
        columns={columns}
        id={rowId}
        openId={openId}
        caption={t('csaf.view.documents')}
        shown="csaf.shown"
        empty={
          <Empty title={t(narrowed ? 'csaf.empty.narrowed' : 'csaf.empty')}>
            <p>{t(narrowed ? 'csaf.empty.narrowed.text' : 'csaf.empty.text')}</p>
          </Empty>
        }
      />
    </>
  )
}
