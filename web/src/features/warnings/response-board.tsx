import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import type { Board, Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, FilterChip } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Part, StackedBar } from '../../components/stacked-bar.tsx'
import { Time } from '../../components/time.tsx'
import { memberKinds, useKindName } from '../members/kind-name.ts'
import { severities } from '../triage/triage.search.ts'
import { ResponseTimes } from './response-times.tsx'
import { useWarningColumns } from './warning-columns.tsx'
import { boardFile, boardFilter, boardPage, boardQuery } from './warnings.queries.ts'
import { boardParts, type WarningsSearch } from './warnings.search.ts'

const tones: Record<keyof Board['parts'], Part['tone']> = {
  need_help: 'bad',
  undelivered: 'bad',
  overdue: 'late',
  silent: 'wait',
  waiting: 'wait',
  acknowledged: 'part',
  answered: 'done',
}
const rowId = (row: Warning) => row.id

/** Members by how they stand, the worst first as the server sorts them; cells change, rows stay. */
export function ResponseBoard({ search }: { search: WarningsSearch }) {
  const { t } = useText()
  const filter = useMemo(() => boardFilter(search), [search])
  const board = useQuery(boardQuery(filter))
  const silent = board.data && board.data.parts.silent + board.data.parts.overdue
  useEffect(() => {
    if (silent !== undefined) announce(t('board.silent', { count: silent }))
  }, [silent, t])
  return (
    <>
      <BoardFilters search={search} board={board.data} />
      {board.isPending ? <SkeletonRows rows={12} /> : null}
      {board.error ? <ProblemNotice error={board.error} retry={() => void board.refetch()} /> : null}
      {board.data ? <Standing board={board.data} isFiltered={Object.keys(filter).length > 0} /> : null}
      {board.data && board.data.totals.sent > 0 ? <ResponseTimes filter={filter} /> : null}
    </>
  )
}

function Standing({ board, isFiltered }: { board: Board; isFiltered: boolean }) {
  const { t, count } = useText()
  const { id } = useParams({ strict: false })
  const columns = useWarningColumns()
  const { rows, totals, parts, as_of } = board
  if (rows.length === 0) {
    return isFiltered ? (
      <Empty title={t('warnings.none')}>
        <Link to="/warnings" search={{}} className="ds-link">
          {t('filter.clear')}
        </Link>
      </Empty>
    ) : (
      <Empty title={t('board.empty')}>
        <p>{t('board.empty.text')}</p>
        <Link to="/triage" search={{}} className="ds-link">
          {t('board.to_triage')}
        </Link>
      </Empty>
    )
  }
  return (
    <>
      <StackedBar
        title={t('board.bar', { sent: totals.sent, delivered: totals.delivered })}
        parts={boardParts.map((part) => ({
          id: part,
          label: t(`part.${part}`),
          value: parts[part],
          tone: tones[part],
        }))}
      />
      {parts.answered === totals.sent ? <p className="all-well">{t('board.all')}</p> : null}
      <div className="list-head">
        <p className="as-of">
          {t('as_of')} <Time at={as_of} />
          {rows.length < totals.sent ? ` · ${t('board.shown', { shown: rows.length, of: count(totals.sent) })}` : null}
        </p>
      </div>
      <ListTable caption={t('board.caption')} rows={rows} columns={columns} id={rowId} openId={id} />
    </>
  )
}

function BoardFilters({ search, board }: { search: WarningsSearch; board: Board | undefined }) {
  const { t, language } = useText()
  const navigate = useNavigate()
  const kindName = useKindName()
  const change = (fields: { [K in keyof WarningsSearch]?: WarningsSearch[K] | undefined }) =>
    void navigate({ to: '/warnings', search: compact({ ...search, ...fields }), replace: true })
  return (
    <FilterBar>
      <Choices
        label={t('column.severity')}
        value={search.severity}
        choices={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(severity) => change({ severity })}
      />
      <Choices
        label={t('board.kind')}
        value={search.kind}
        choices={memberKinds.map((value) => ({ value, label: kindName(value) }))}
        onChange={(kind) => change({ kind })}
      />
      <Choices
        label={t('column.standing')}
        value={search.part}
        choices={boardParts.map((value) => ({ value, label: t(`part.${value}`) }))}
        onChange={(part) => change({ part })}
      />
      <Choices
        label={t('warnings.only')}
        value={search.only}
        choices={[{ value: 'open', label: t('warnings.only.open') }]}
        onChange={(only) => change({ only })}
      />
      {search.campaign ? (
        <FilterChip
          label={t('board.campaign', { name: board?.campaign ?? search.campaign.slice(-6) })}
          onRemove={() => change({ campaign: undefined })}
        />
      ) : null}
      {search.advisory ? (
        <FilterChip
          label={t('board.advisory', { label: board?.advisory ?? search.advisory.slice(-6) })}
          onRemove={() => change({ advisory: undefined })}
        />
      ) : null}
      <a className="ds-button" data-variant="tertiary" data-size="sm" href={boardFile(boardFilter(search))} download>
        <Icon name="download" />
        {t('csv.button')}
      </a>
      <a
        className="ds-button"
        data-variant="tertiary"
        data-size="sm"
        href={boardPage(boardFilter(search), language)}
        target="_blank"
        rel="noreferrer"
      >
        {t('board.print')}
        <span className="ds-sr-only"> {t('board.print.tab')}</span>
      </a>
    </FilterBar>
  )
}
