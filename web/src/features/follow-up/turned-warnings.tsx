import { Link } from '@tanstack/react-router'
import type { VexTaken } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** The warnings that were answered by what was just said, or that wait for an answer again. */
export function TurnedWarnings({ of: turned }: { of: VexTaken['warnings'] }) {
  const { t } = useText()
  if (turned.length === 0) return null
  return (
    <div className="own-turned" role="status">
      {turned.map(({ warning, label, answered }) => (
        <p key={warning} data-answered={answered}>
          {t(answered ? 'own.answered' : 'own.waits_again', { label })}{' '}
          <Link to="/portal/warnings/$id" params={{ id: warning }} search={(old) => old} className="ds-link">
            {t('own.see_warning')}
          </Link>
        </p>
      ))}
    </div>
  )
}
