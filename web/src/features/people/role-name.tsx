import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RoleAt } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { memberQuery } from '../members/members.queries.ts'

/** A role, and at which member it is held. */
export function RoleName({ of: { role, member } }: { of: RoleAt }) {
  const { t } = useText()
  return (
    <>
      {t(`role.${role}`)}
      {member === null ? null : (
        <>
          {' · '}
          <MemberName orgnr={member} />
        </>
      )}
    </>
  )
}

/** The member by name once it is known, by number until then. */
function MemberName({ orgnr }: { orgnr: string }) {
  const may = useMay('members.read')
  const member = useQuery({ ...memberQuery(orgnr), enabled: may })
  if (!may) return <span className="mono">{orgnr}</span>
  return (
    <Link to="/members/$orgnr" params={{ orgnr }} className="ds-link">
      {member.data?.name ?? orgnr}
    </Link>
  )
}
