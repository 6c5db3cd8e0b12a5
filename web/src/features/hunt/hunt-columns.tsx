import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { HuntSummary } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import type { Column } from '../../components/list-table.tsx'
import { middle } from '../../components/middle.ts'
import { Time } from '../../components/time.tsx'
import { HuntState } from './hunt-state.tsx'

/** What a hunt is called: by the first that was asked for, and how many more. */
function useHuntName(): (hunt: Pick<HuntSummary, 'first_indicators' | 'indicators'>) => string {
  const { t } = useText()
  return ({ first_indicators, indicators }) => {
    const first = middle(first_indicators[0]?.value ?? '', 34)
    return indicators > 1 ? t('hunt.name.more', { first, count: indicators - 1 }) : first
  }
}

export function useHuntColumns(): Column<HuntSummary>[] {
  const { t, count } = useText()
  const nameOf = useHuntName()
  return useMemo<Column<HuntSummary>[]>(
    () => [
      {
        id: 'asked',
        header: t('hunt.asked'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/hunt"
            to="/hunt/$id"
            params={{ id: row.id }}
            className="row-link mono ds-focus"
            data-row-link
            resetScroll={false}
          >
            {nameOf(row)}
          </Link>
        ),
      },
      { id: 'state', header: t('column.state'), cell: (row) => <HuntState state={row.state} /> },
      {
        id: 'seen',
        header: t('hunt.seen'),
        cell: (row) =>
          row.seen > 0 ? (
            <strong>
              {t('hunt.seen.count', { seen: count(row.seen), of: count(row.indicators), members: row.members })}
            </strong>
          ) : (
            <span className="quiet">{t(row.state === 'done' ? 'hunt.none' : 'hunt.none_yet')}</span>
          ),
      },
      { id: 'days', header: t('hunt.back'), kind: 'wide', cell: (row) => t('hunt.days', { days: row.days }) },
      { id: 'at', header: t('hunt.at'), cell: (row) => <Time at={row.created_at} /> },
    ],
    [t, count, nameOf],
  )
}
