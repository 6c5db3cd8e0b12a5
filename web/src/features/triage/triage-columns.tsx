import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { middle } from '../../components/middle.ts'
import { SeverityMark } from '../../components/severity.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { GradeMark } from './grade-mark.tsx'
import type { QueueRow } from './queue.ts'

/** What an analyst weighs, left to right: how bad, who, what, where, how sure, how much, when, and who else. */
export function useTriageColumns(): Column<QueueRow>[] {
  const { t, count } = useText()
  return useMemo<Column<QueueRow>[]>(
    () => [
      { id: 'severity', header: t('column.severity'), cell: (row) => <SeverityMark severity={row.severity} /> },
      {
        id: 'member',
        header: t('column.member'),
        kind: 'main',
        cell: (row) => (
          <>
            <Link
              from="/triage"
              to="/triage"
              search={(old) => ({ ...old, open: row.id })}
              className="row-link ds-focus"
              data-row-link
              resetScroll={false}
            >
              {row.member_name}
            </Link>
            {row.retrospective ? (
              <span className="badge" title={t('retrospective.text')}>
                {t('retrospective')}
              </span>
            ) : null}
            {row.gone ? <StateMark fill="none">{t('triage.gone')}</StateMark> : null}
          </>
        ),
      },
      {
        id: 'cause',
        header: t('column.cause'),
        cell: (row) => (
          <span className="cause">
            {row.cause.kind === 'signature' ? (
              <span className="cause-text" title={row.cause.label}>
                {row.cause.label}
              </span>
            ) : (
              <>
                <code className="mono" title={row.cause.label}>
                  {middle(row.cause.label, 30)}
                </code>{' '}
                <span className="quiet">{row.cause.category}</span>
              </>
            )}
          </span>
        ),
      },
      {
        id: 'host',
        header: t('column.host'),
        cell: (row) => (row.inner_host ? <code className="mono">{middle(row.inner_host, 22)}</code> : <Dash />),
      },
      {
        id: 'sure',
        header: t('column.sure'),
        cell: (row) => (
          <>
            {row.cause.grade ? <GradeMark grade={row.cause.grade} /> : null}{' '}
            <span title={t(`sure.${row.attribution}.text`)}>{t(`sure.${row.attribution}`)}</span>
          </>
        ),
      },
      {
        id: 'whose',
        header: t('column.whose'),
        kind: 'wide',
        cell: (row) =>
          row.accepted_at || row.assigned_to ? (
            <StateMark fill={row.accepted_at ? 'half' : 'open'}>
              {row.assigned_to?.name ?? t('whose.accepted')}
            </StateMark>
          ) : (
            <Dash />
          ),
      },
      { id: 'events', header: t('column.events'), kind: 'number', cell: (row) => count(row.events) },
      { id: 'spark', header: t('column.spark'), kind: 'wide', cell: (row) => <Sparkline values={row.hourly} /> },
      { id: 'first', header: t('column.first_seen'), kind: 'wide', cell: (row) => <Time at={row.first_seen_at} /> },
      { id: 'last', header: t('column.last_seen'), cell: (row) => <Time at={row.last_seen_at} /> },
      {
        id: 'others',
        header: t('column.others'),
        kind: 'wide',
        cell: (row) =>
          row.other_members > 0 ? (
            <span title={t('others', { count: row.other_members })}>+{count(row.other_members)}</span>
          ) : (
            <Dash />
          ),
      },
    ],
    [t, count],
  )
}
