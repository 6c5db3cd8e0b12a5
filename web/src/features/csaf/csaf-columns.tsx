import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CsafDocumentSummary, CsafState } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import type { Column } from '../../components/list-table.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'

const fills: Record<CsafState, Fill> = { used: 'full', refused: 'alarm', replaced: 'none', withdrawn: 'open' }

export function CsafStateMark({ state }: { state: CsafState }) {
  const { t } = useText()
  return <StateMark fill={fills[state]}>{t(`csaf.state.${state}`)}</StateMark>
}

export function useCsafColumns(): Column<CsafDocumentSummary>[] {
  const { t, count } = useText()
  return useMemo<Column<CsafDocumentSummary>[]>(
    () => [
      {
        id: 'document',
        header: t('csaf.document'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/csaf"
            to="/csaf/$id"
            params={{ id: row.id }}
            search={(search) => search}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.title}
          </Link>
        ),
      },
      {
        id: 'number',
        header: t('csaf.number'),
        cell: (row) => (
          <span className="mono">
            {row.tracking_id} <span className="quiet">{row.version}</span>
          </span>
        ),
      },
      { id: 'publisher', header: t('csaf.publisher'), kind: 'wide', cell: (row) => row.publisher },
      { id: 'state', header: t('column.state'), cell: (row) => <CsafStateMark state={row.state} /> },
      {
        id: 'holds',
        header: t('csaf.holds'),
        kind: 'wide',
        cell: (row) =>
          row.state === 'refused' ? (
            <span className="quiet">{row.reason}</span>
          ) : (
            t('csaf.holds.count', { cves: row.cves, products: count(row.products) })
          ),
      },
      {
        id: 'released',
        header: t('csaf.released'),
        cell: (row) => <Time at={row.released_at ?? row.seen_at} />,
      },
    ],
    [t, count],
  )
}
