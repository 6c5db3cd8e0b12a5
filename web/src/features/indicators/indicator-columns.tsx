import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { middle } from '../../components/middle.ts'
import { Time } from '../../components/time.tsx'
import { IndicatorStateMark } from './indicator-state.tsx'
import { StopReason } from './stop-reason.tsx'

/** Characters of a value that fit in a row; the panel has it whole. */
const shownLength = 44

export function useIndicatorColumns(): Column<Indicator>[] {
  const { t, count } = useText()
  return useMemo<Column<Indicator>[]>(
    () => [
      {
        id: 'value',
        header: t('indicator.value'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/indicators"
            to="/indicators/$id"
            params={{ id: row.id }}
            search={(old) => old}
            className="row-link mono ds-focus"
            data-row-link
            resetScroll={false}
            title={row.value}
          >
            {middle(row.value, shownLength)}
          </Link>
        ),
      },
      { id: 'type', header: t('indicator.type'), cell: (row) => t(`indicator.type.${row.type}`) },
      { id: 'state', header: t('column.state'), cell: (row) => <IndicatorStateMark of={row} /> },
      {
        id: 'why',
        header: t('indicator.why'),
        cell: (row) => (row.stopped && !row.let_through ? <StopReason of={row.stopped} plain /> : <Dash />),
      },
      { id: 'category', header: t('indicator.category'), kind: 'wide', cell: (row) => row.category },
      {
        id: 'confidence',
        header: t('indicator.confidence'),
        kind: 'number',
        cell: (row) => count(row.confidence),
      },
      { id: 'source', header: t('indicator.source'), kind: 'wide', cell: (row) => row.source || <Dash /> },
      { id: 'until', header: t('indicator.valid_until'), kind: 'wide', cell: (row) => <Time at={row.valid_until} /> },
      { id: 'created', header: t('indicator.created'), kind: 'wide', cell: (row) => <Time at={row.created_at} /> },
    ],
    [t, count],
  )
}
