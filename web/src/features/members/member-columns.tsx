import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { MemberSummary } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { useKindName } from './kind-name.ts'
import { lacks, readinessFill } from './readiness.ts'

export function useMemberColumns(): Column<MemberSummary>[] {
  const { t, count } = useText()
  const kindName = useKindName()
  return useMemo<Column<MemberSummary>[]>(() => {
    const number = (value: number) => (value > 0 ? count(value) : <span className="dash">0</span>)
    return [
      {
        id: 'name',
        header: t('column.member'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/members"
            to="/members/$orgnr"
            params={{ orgnr: row.orgnr }}
            search={(old) => old}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.name}
          </Link>
        ),
      },
      { id: 'kind', header: t('column.kind'), kind: 'wide', cell: (row) => kindName(row.kind) },
      {
        id: 'ready',
        header: t('column.ready'),
        cell: (row) => {
          const missing = lacks(row)
          const [first] = missing
          return <StateMark fill={readinessFill(missing)}>{t(first ? `lack.${first}` : 'lack.nothing')}</StateMark>
        },
      },
      {
        id: 'worst',
        header: t('column.worst'),
        cell: (row) => (row.worst_open_severity ? <SeverityMark severity={row.worst_open_severity} /> : <Dash />),
      },
      {
        id: 'detections',
        header: t('column.open_detections'),
        kind: 'number',
        cell: (row) => number(row.open_detections),
      },
      { id: 'warnings', header: t('column.open_warnings'), kind: 'number', cell: (row) => number(row.open_warnings) },
      { id: 'contacts', header: t('column.contacts'), kind: 'number', cell: (row) => number(row.contacts) },
      {
        id: 'sensors',
        header: t('column.sensors'),
        kind: 'wide',
        cell: (row) =>
          row.sensors_silent > 0
            ? t('sensors.some_silent', { count: row.sensors, silent: row.sensors_silent })
            : number(row.sensors),
      },
      {
        id: 'orgnr',
        header: t('column.orgnr'),
        kind: 'wide',
        cell: (row) => <code className="mono">{row.orgnr}</code>,
      },
    ]
  }, [t, count, kindName])
}
