import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { ActiveStrip } from './active-strip.tsx'
import { useIndicatorColumns } from './indicator-columns.tsx'
import { indicatorListQuery, indicatorPage } from './indicators.queries.ts'
import { type ChangeSearch, type IndicatorsSearch, indicatorStates, indicatorTypes } from './indicators.search.ts'

/** As the importer reads them, so that what is exported can be imported elsewhere. */
const header = ['type', 'value', 'category', 'confidence', 'tlp', 'valid_until', 'source', 'comment']
const cells = (row: Indicator) => [
  row.type,
  row.value,
  row.category,
  row.confidence,
  row.tlp,
  row.valid_until,
  row.source,
  row.comment,
]
const rowId = (row: Indicator) => row.id

export function IndicatorList({ search, change }: { search: IndicatorsSearch; change: ChangeSearch }) {
  const { t } = useText()
  const { id } = useParams({ strict: false })
  const { q, type, state } = search
  const filter = useMemo(() => compact({ q, type, state }), [q, type, state])
  const list = useInfiniteQuery(indicatorListQuery(filter))
  const columns = useIndicatorColumns()
  const find = useCallback((words: string | undefined) => change({ q: words }), [change])
  const filtered = Object.keys(filter).length > 0
  return (
    <>
      <ActiveStrip chosen={type} onChoose={(one) => change({ type: one })} />
      <FilterBar>
        <SearchBox label={t('indicators.search')} value={q} onChange={find} />
        <Choices
          label={t('indicator.type')}
          value={type}
          choices={indicatorTypes.map((value) => ({ value, label: t(`indicator.type.${value}`) }))}
          onChange={(value) => change({ type: value })}
        />
        <Choices
          label={t('column.state')}
          value={state}
          choices={indicatorStates.map((value) => ({ value, label: t(`indicator.${value}`) }))}
          onChange={(value) => change({ state: value })}
        />
        <ExportButton
          file="varde-indikatorer"
          header={header}
          page={(cursor) => indicatorPage(filter, cursor, 500)}
          cells={cells}
        />
      </FilterBar>
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={id}
            caption={t('page.indicators')}
            shown="indicators.shown"
            empty={
              <Empty title={t(filtered ? 'indicators.none' : 'indicators.empty')}>
                {filtered ? (
                  <Link to="/indicators" search={{}} className="ds-link">
                    {t('filter.clear')}
                  </Link>
                ) : (
                  <p>{t('indicators.empty.text')}</p>
                )}
              </Empty>
            }
          />
        }
        object={id ? <Outlet /> : null}
      />
    </>
  )
}
