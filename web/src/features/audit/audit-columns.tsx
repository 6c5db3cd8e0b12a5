import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { AuditEntry } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { ObjectLink } from './object-link.tsx'

export function useAuditColumns(): Column<AuditEntry>[] {
  const { t, language } = useText()
  return useMemo<Column<AuditEntry>[]>(
    () => [
      {
        id: 'act',
        header: t('audit.act'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/audit"
            to="/audit"
            search={(old) => ({ ...old, open: row.seq })}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {t(`act.${row.act}`)}
          </Link>
        ),
      },
      {
        id: 'at',
        header: t('audit.at'),
        // A log is read by the clock: the exact time, not the distance.
        cell: (row) => <time dateTime={row.at}>{formatTime(Date.parse(row.at), language, 'exact')}</time>,
      },
      { id: 'actor', header: t('audit.actor'), cell: (row) => <ActorName of={row} plain /> },
      {
        id: 'outcome',
        header: t('audit.outcome'),
        cell: (row) =>
          row.outcome === 'refused' ? <StateMark fill="alarm">{t('audit.refused')}</StateMark> : <Dash />,
      },
      { id: 'object', header: t('audit.object'), cell: (row) => <ObjectLink of={row} plain /> },
      {
        id: 'member',
        header: t('column.member'),
        kind: 'wide',
        cell: (row) => (row.member ? <code className="mono">{row.member}</code> : <Dash />),
      },
      {
        id: 'address',
        header: t('audit.address'),
        kind: 'wide',
        cell: (row) => (row.address ? <code className="mono">{row.address}</code> : <Dash />),
      },
    ],
    [t, language],
  )
}
