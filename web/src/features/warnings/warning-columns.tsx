import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { Time } from '../../components/time.tsx'
import { StandingMark } from './standing-mark.tsx'
import { warningNumber } from './warning-number.ts'

/** Columns of the board and of the list: who, how it stands, what they said, and the deadline. */
export function useWarningColumns(): Column<Warning>[] {
  const { t } = useText()
  return useMemo<Column<Warning>[]>(
    () => [
      { id: 'severity', header: t('column.severity'), cell: (row) => <SeverityMark severity={row.severity} /> },
      {
        id: 'member',
        header: t('column.member'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/warnings"
            to="/warnings/$id"
            params={{ id: row.id }}
            search={(old) => old}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.member_name}
          </Link>
        ),
      },
      { id: 'standing', header: t('column.standing'), cell: (row) => <StandingMark warning={row} /> },
      {
        id: 'title',
        header: t('column.title'),
        cell: (row) => (
          <span className="clip" title={row.title}>
            {row.title}
          </span>
        ),
      },
      {
        id: 'answer',
        header: t('column.answer'),
        kind: 'wide',
        cell: (row) => (row.answer ? t(`answer.${row.answer}`) : <Dash />),
      },
      { id: 'sent', header: t('column.sent'), kind: 'wide', cell: (row) => <Time at={row.sent_at} /> },
      {
        id: 'due',
        header: t('column.due'),
        cell: (row) => (row.state === 'answered' ? <Dash /> : <Time at={row.due_at} />),
      },
      {
        id: 'number',
        header: t('column.number'),
        kind: 'wide',
        cell: (row) => <span className="mono">{warningNumber(row.number)}</span>,
      },
    ],
    [t],
  )
}
