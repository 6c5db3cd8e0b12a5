import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { RoleTable } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { ReachMark } from './reach-mark.tsx'
import { RoleLists } from './role-lists.tsx'
import { RoleMatrix } from './role-matrix.tsx'

const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => unwrap<RoleTable>(api.GET('/api/v1/roles')),
  // It is the program's own table: it changes when the program does.
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who may do what? The table that the program itself goes by. */
export function RolesPage() {
  const { t } = useText()
  const table = useQuery(rolesQuery)
  return (
    <div className="page">
      <PageHead title={t('page.roles')} question={t('roles.question')} />
      <ul className="reach-legend">
        {(['everywhere', 'own', 'no'] as const).map((reach) => (
          <li key={reach}>
            <ReachMark reach={reach} /> {t(`roles.${reach}`)}
          </li>
        ))}
      </ul>
      {table.isPending ? <SkeletonRows rows={12} /> : null}
      {table.error ? <ProblemNotice error={table.error} retry={() => void table.refetch()} /> : null}
      {table.data ? (
        <>
          <RoleMatrix table={table.data} />
          <RoleLists table={table.data} />
        </>
      ) : null}
      <p className="quiet">{t('roles.where')}</p>
    </div>
  )
}
