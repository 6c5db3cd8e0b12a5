import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Part, StackedBar } from '../../components/stacked-bar.tsx'
import { Time, useNow } from '../../components/time.tsx'
import { type BoardPart, boardParts } from './standing.ts'
import { useWarningColumns } from './warning-columns.tsx'
import { warningCells, warningHeader } from './warning-csv.ts'
import { boardQuery } from './warnings.queries.ts'

const tones: Record<BoardPart, Part['tone']> = {
  need_help: 'bad',
  undelivered: 'bad',
  overdue: 'late',
  silent: 'wait',
  acknowledged: 'part',
  answered: 'done',
}
const order: readonly BoardPart[] = ['need_help', 'undelivered', 'overdue', 'silent', 'acknowledged', 'answered']
const rowId = (row: Warning) => row.id

/** Members by how they stand, the worst first as the server sorts them; cells change, rows stay. */
export function ResponseBoard() {
  const { t } = useText()
  const board = useQuery(boardQuery)
  const { id } = useParams({ strict: false })
  const columns = useWarningColumns()
  const now = useNow()
  const parts = board.data ? boardParts(board.data.totals, board.data.rows, now) : undefined
  const silent = parts ? parts.silent + parts.overdue : undefined
  useEffect(() => {
    if (silent !== undefined) announce(t('board.silent', { count: silent }))
  }, [silent, t])
  if (board.isPending) return <SkeletonRows rows={12} />
  if (!board.data || !parts) return <ProblemNotice error={board.error} retry={() => void board.refetch()} />
  const { rows, totals, as_of } = board.data
  if (rows.length === 0) {
    return (
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
        parts={order.map((part) => ({ id: part, label: t(`part.${part}`), value: parts[part], tone: tones[part] }))}
      />
      {parts.silent + parts.overdue + parts.need_help + parts.undelivered === 0 ? (
        <p className="all-well">{t('board.all')}</p>
      ) : null}
      <div className="list-head">
        <p className="as-of">
          {t('as_of')} <Time at={as_of} />
        </p>
        <ExportButton
          file="varde-svar"
          header={warningHeader}
          page={async () => ({ items: rows, next: null })}
          cells={warningCells}
        />
      </div>
      <ListTable caption={t('board.caption')} rows={rows} columns={columns} id={rowId} openId={id} />
    </>
  )
}
