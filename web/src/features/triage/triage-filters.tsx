import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Detection, DetectionCounts } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { detectionPage, type TriageFilter, waitingCountsQuery } from './triage.queries.ts'
import {
  detectionViews,
  leastCredibilities,
  leastReliabilities,
  severities,
  type TriageSearch,
  whose,
} from './triage.search.ts'

const header = [
  'id',
  'member',
  'member_name',
  'severity',
  'cause',
  'category',
  'inner_host',
  'attribution',
  'grade',
  'state',
  'assigned_to',
  'events',
  'first_seen_at',
  'last_seen_at',
  'other_members',
]

const cells = (row: Detection) => [
  row.id,
  row.member,
  row.member_name,
  row.severity,
  row.cause.label,
  row.cause.category,
  row.inner_host,
  row.attribution,
  row.cause.grade ? `${row.cause.grade.reliability}${row.cause.grade.credibility}` : null,
  row.view,
  row.assigned_to?.name ?? null,
  row.events,
  row.first_seen_at,
  row.last_seen_at,
  row.other_members,
]

/** How many there are, where it is counted. */
function counted(counts: DetectionCounts | undefined, state: Detection['view']): string {
  return counts && state in counts ? ` (${counts[state as keyof DetectionCounts]})` : ''
}

/** Every filter is in the address, so a link shows the same list to a colleague. */
export function TriageFilters({ search, filter }: { search: TriageSearch; filter: TriageFilter }) {
  const { t } = useText()
  const navigate = useNavigate({ from: '/triage' })
  const counts = useQuery(waitingCountsQuery).data
  const change = useCallback(
    (fields: { [K in keyof TriageSearch]?: TriageSearch[K] | undefined }) =>
      void navigate({ search: (old) => compact({ ...old, open: undefined, ...fields }), replace: true }),
    [navigate],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  return (
    <FilterBar>
      <SearchBox label={t('triage.search')} value={search.q} onChange={find} />
      <Choices
        label={t('column.severity')}
        value={search.severity}
        choices={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(severity) => change({ severity })}
      />
      <label className="choices">
        <span>{t('column.state')}</span>
        <select
          className="ds-input ds-focus"
          value={filter.view}
          onChange={(event) => {
            const state = detectionViews.find((one) => one === event.target.value)
            change({ state: state === 'queued' ? undefined : state })
          }}
        >
          {detectionViews.map((state) => (
            <option key={state} value={state}>
              {t(`detection.${state}`)}
              {counted(counts, state)}
            </option>
          ))}
        </select>
      </label>
      <Choices
        label={t('column.whose')}
        value={search.assigned}
        choices={whose.map((value) => ({ value, label: t(`whose.${value}`) }))}
        onChange={(assigned) => change({ assigned })}
      />
      <Choices
        label={t('filter.reliability')}
        value={search.reliability}
        choices={leastReliabilities.map((value) => ({ value, label: `${value}: ${t(`reliability.${value}`)}` }))}
        onChange={(reliability) => change({ reliability })}
      />
      <Choices
        label={t('filter.credibility')}
        value={search.credibility}
        choices={leastCredibilities.map((value) => ({ value, label: `${value}: ${t(`credibility.${value}`)}` }))}
        onChange={(credibility) => change({ credibility })}
      />
      {search.member ? (
        <FilterChip
          label={t('filter.member', { orgnr: search.member })}
          onRemove={() => change({ member: undefined })}
        />
      ) : null}
      {search.suppression ? (
        <FilterChip label={t('filter.suppression')} onRemove={() => change({ suppression: undefined })} />
      ) : null}
      <ExportButton
        file="varde-triage"
        header={header}
        page={(cursor) => detectionPage(filter, cursor, 500)}
        cells={cells}
      />
    </FilterBar>
  )
}
