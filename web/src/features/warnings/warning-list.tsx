import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { severities } from '../triage/triage.search.ts'
import { useWarningColumns } from './warning-columns.tsx'
import { warningFile, warningFilter, warningListQuery } from './warnings.queries.ts'
import { type WarningsSearch, warningStates } from './warnings.search.ts'

const rowId = (row: Warning) => row.id

/** Every warning, by any filter. */
export function WarningList({ search }: { search: WarningsSearch }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false })
  const filter = useMemo(() => warningFilter(search), [search])
  const list = useInfiniteQuery(warningListQuery(filter))
  const columns = useWarningColumns()
  const change = useCallback(
    (fields: { [K in keyof WarningsSearch]?: WarningsSearch[K] | undefined }) =>
      void navigate({
        to: '/warnings',
        search: compact({ ...search, view: 'list' as const, ...fields }),
        replace: true,
      }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  return (
    <>
      <FilterBar>
        <SearchBox label={t('warnings.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.severity')}
          value={search.severity}
          choices={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(severity) => change({ severity })}
        />
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={warningStates.map((value) => ({ value, label: t(`warning.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <Choices
          label={t('warnings.only')}
          value={search.only}
          choices={[{ value: 'open', label: t('warnings.only.open') }]}
          onChange={(only) => change({ only })}
        />
        {search.member ? (
          <FilterChip
            label={t('filter.member', { orgnr: search.member })}
            onRemove={() => change({ member: undefined })}
          />
        ) : null}
        <a className="ds-button" data-variant="tertiary" data-size="sm" href={warningFile(filter)} download>
          <Icon name="download" />
          {t('csv.button')}
        </a>
      </FilterBar>
      <PagedList
        list={list}
        columns={columns}
        id={rowId}
        openId={id}
        caption={t('warnings.caption')}
        shown="warnings.shown"
        empty={
          <Empty title={t('warnings.none')}>
            <Link to="/warnings" search={{ view: 'list' }} className="ds-link">
              {t('filter.clear')}
            </Link>
          </Empty>
        }
      />
    </>
  )
}
