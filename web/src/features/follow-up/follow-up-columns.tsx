import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { FollowUpRow } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { Time } from '../../components/time.tsx'
import { countyName } from '../vulnerabilities/vulnerabilities.search.ts'
import { standingWords } from './follow-up.search.ts'

export function useFollowUpColumns(): Column<FollowUpRow>[] {
  const { t } = useText()
  return useMemo<Column<FollowUpRow>[]>(
    () => [
      {
        id: 'member',
        header: t('column.member'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/vulnerabilities/follow-up"
            to="/vulnerabilities/follow-up/$orgnr"
            params={{ orgnr: row.member }}
            search={(old) => old}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.member_name}
          </Link>
        ),
      },
      { id: 'county', header: t('column.county'), kind: 'wide', cell: (row) => countyName(row.county) ?? <Dash /> },
      {
        id: 'unresolved',
        header: t('follow_up.column.unresolved'),
        cell: (row) => (
          <span className="grades">
            {standingWords
              .filter((one) => row[one] > 0)
              .map((one) => (
                <span key={one} data-standing={one}>
                  <b>{row[one]}</b> {t(`standing.${one}`)}
                </span>
              ))}
          </span>
        ),
      },
      {
        id: 'days',
        header: t('follow_up.column.oldest'),
        kind: 'number',
        cell: (row) => t('follow_up.days', { count: row.days }),
      },
      {
        id: 'silent',
        header: t('follow_up.column.silent_since'),
        cell: (row) => (row.silent_since === null ? <Dash /> : <Time at={row.silent_since} />),
      },
      {
        id: 'help',
        header: t('follow_up.column.help'),
        cell: (row) => (row.help > 0 ? <strong>{t('follow_up.help')}</strong> : <Dash />),
      },
      {
        id: 'answer',
        header: t('follow_up.column.last_answer'),
        kind: 'wide',
        cell: (row) => (row.last_answer === null ? t('follow_up.never') : <Time at={row.last_answer} />),
      },
    ],
    [t],
  )
}
