import { Link } from '@tanstack/react-router'
import type { Stopped } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'

/** The words of `builtInReasons` in the contract. */
const builtIn = ['private', 'resolver', 'root_server', 'large_service', 'public_service', 'empty_file'] as const

/** Why an entry that comes with the program is on the list; a word that this page does not know is shown as it is. */
export function BuiltInReason({ reason }: { reason: string }) {
  const { t } = useText()
  const known = builtIn.find((one) => one === reason)
  return known ? t(`allow.reason.${known}`) : reason
}

/** Why an indicator is stopped, in a line. */
export function StopReason({ of: { by, reason, member }, plain = false }: { of: Stopped; plain?: boolean }) {
  const { t } = useText()
  const mayMembers = useMay('members.read')
  if (by === 'built_in') return <BuiltInReason reason={reason} />
  if (by === 'entry') return reason
  return (
    <>
      {t('stopped.member')}{' '}
      {member !== null && mayMembers && !plain ? (
        <Link to="/members/$orgnr" params={{ orgnr: member }} className="ds-link">
          {reason}
        </Link>
      ) : (
        reason
      )}
    </>
  )
}
