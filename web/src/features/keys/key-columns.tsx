import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { Time } from '../../components/time.tsx'
import { KeyState } from './key-state.tsx'
import { ScopeName } from './scope-name.tsx'

export function useKeyColumns(): Column<Key>[] {
  const { t, count } = useText()
  return useMemo<Column<Key>[]>(
    () => [
      {
        id: 'name',
        header: t('key.name'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/keys"
            to="/keys/$id"
            params={{ id: row.id }}
            search={(old) => old}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {row.name}
          </Link>
        ),
      },
      { id: 'state', header: t('column.state'), cell: (row) => <KeyState of={row} /> },
      { id: 'scope', header: t('key.scope'), cell: (row) => <ScopeName scope={row.scope} plain /> },
      { id: 'used', header: t('key.last_used'), cell: (row) => <Time at={row.last_used_at} /> },
      {
        id: 'from',
        header: t('key.from'),
        kind: 'wide',
        cell: (row) => (row.last_used_from ? <code className="mono">{row.last_used_from}</code> : <Dash />),
      },
      {
        id: 'failures',
        header: t('key.failures'),
        kind: 'number',
        cell: (row) => (row.failures > 0 ? count(row.failures) : <span className="dash">0</span>),
      },
      { id: 'ends', header: t('key.ends'), kind: 'wide', cell: (row) => <Time at={row.expires_at} /> },
      {
        id: 'by',
        header: t('key.made_by'),
        kind: 'wide',
        cell: (row) => row.created_by ?? <span className="quiet">{t('key.made_by.command')}</span>,
      },
    ],
    [t, count],
  )
}
