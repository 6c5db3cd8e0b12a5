import type { RoleTable } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { grouped } from './action-groups.ts'
import { ReachMark } from './reach-mark.tsx'

/** Roles across, actions down, for screens that are wide enough. */
export function RoleMatrix({ table }: { table: RoleTable }) {
  const { t } = useText()
  return (
    <table className="role-matrix">
      <caption className="ds-sr-only">{t('roles.question')}</caption>
      <thead>
        <tr>
          <td />
          {table.roles.map(({ role }) => (
            <th key={role} scope="col">
              {t(`role.${role}`)}
            </th>
          ))}
        </tr>
      </thead>
      {grouped(table.actions).map(({ group, rows }) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={table.roles.length + 1} className="role-group">
              {t(`actions.${group}`)}
            </th>
          </tr>
          {rows.map((row) => (
            <tr key={row.action}>
              <th scope="row">{t(`action.${row.action}`)}</th>
              {table.roles.map(({ role, everywhere }) => (
                <td key={role}>
                  <ReachMark reach={row.roles.includes(role) ? (everywhere ? 'everywhere' : 'own') : 'no'} spoken />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
