import type { RoleTable } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { grouped } from './action-groups.ts'

/** One list for each role, for screens too narrow for the table. */
export function RoleLists({ table }: { table: RoleTable }) {
  const { t } = useText()
  return (
    <div className="role-lists">
      {table.roles.map(({ role, everywhere }) => {
        const groups = grouped(table.actions.filter((row) => row.roles.includes(role)))
        return (
          <details key={role} className="role-list">
            <summary className="ds-focus">
              <strong>{t(`role.${role}`)}</strong>
              <span className="quiet">{t(everywhere ? 'roles.everywhere' : 'roles.own')}</span>
            </summary>
            {groups.length === 0 ? <p className="quiet">{t('roles.nothing')}</p> : null}
            {groups.map(({ group, rows }) => (
              <div key={group}>
                <p className="role-list-group">{t(`actions.${group}`)}</p>
                <ul>
                  {rows.map((row) => (
                    <li key={row.action}>{t(`action.${row.action}`)}</li>
                  ))}
                </ul>
              </div>
            ))}
          </details>
        )
      })}
    </div>
  )
}
