import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { Time } from '../../components/time.tsx'
import { PersonState } from './person-state.tsx'

export function usePeopleColumns(): Column<Person>[] {
  const { t, count } = useText()
  return useMemo<Column<Person>[]>(
    () => [
      {
        id: 'name',
        header: t('person.name'),
        kind: 'main',
        cell: (row) => (
          <Link
            from="/people"
            to="/people/$id"
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
      { id: 'state', header: t('column.state'), cell: (row) => <PersonState state={row.state} /> },
      {
        id: 'roles',
        header: t('person.roles'),
        cell: (row) =>
          row.roles.length === 0 ? (
            <Dash />
          ) : (
            <span className="clip">
              {row.roles
                .map(({ role, member }) => `${t(`role.${role}`)}${member === null ? '' : ` ${member}`}`)
                .join(', ')}
            </span>
          ),
      },
      { id: 'seen', header: t('person.last_sign_in'), cell: (row) => <Time at={row.last_sign_in_at} /> },
      { id: 'email', header: t('sign.email'), kind: 'wide', cell: (row) => <span className="clip">{row.email}</span> },
      {
        id: 'keys',
        header: t('person.live_keys'),
        kind: 'number',
        cell: (row) => (row.live_keys > 0 ? count(row.live_keys) : <span className="dash">0</span>),
      },
    ],
    [t, count],
  )
}
