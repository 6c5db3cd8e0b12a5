import { Link } from '@tanstack/react-router'
import type { AdvisedPlan } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** By name: what sending does to each, what it has of what this is about, and how sure that is. */
export function AdvisoryRecipients({ members }: { members: AdvisedPlan['members'] }) {
  const { t } = useText()
  if (members.length === 0) return <p className="quiet">{t('advised.empty')}</p>
  return (
    <details className="advisory-recipients">
      <summary className="ds-focus">{t('advised.names', { count: members.length })}</summary>
      <ul className="plain-list">
        {members.map(({ member, member_name, step, warning, grade, verdict, products, contacts }) => (
          <li key={member}>
            {warning === null ? (
              <Link to="/members/$orgnr" params={{ orgnr: member }} className="ds-link">
                {member_name}
              </Link>
            ) : (
              <Link to="/warnings/$id" params={{ id: warning }} className="ds-link">
                {member_name}
              </Link>
            )}{' '}
            {t(`advised.step.${step}`)}
            {contacts === 0 ? <strong> {t('advised.no_contact')}</strong> : null}
            {grade === null ? null : (
              <span className="quiet">
                <br />
                {products.join(', ')} ({t(`grade_short.${verdict === 'unknown' ? 'unknown' : grade}`)})
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
