import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ofMember, readScope } from './key-scope.ts'

/** What a key may do, in words; the member's number leads to the member. */
export function ScopeName({ scope, plain = false }: { scope: string; plain?: boolean }) {
  const { t } = useText()
  const mayMembers = useMay('members.read')
  const read = readScope(scope)
  if (!read) return <code className="mono">{scope}</code>
  if (read.name === '') return t(`scope.${read.kind}`)
  return (
    <>
      {t(`scope.${read.kind}`)}{' '}
      {!plain && mayMembers && ofMember(read.kind) ? (
        <Link to="/members/$orgnr" params={{ orgnr: read.name }} className="ds-link mono">
          {read.name}
        </Link>
      ) : (
        <span className={ofMember(read.kind) ? 'mono' : ''}>{read.name}</span>
      )}
    </>
  )
}
