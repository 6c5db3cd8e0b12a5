import { Link } from '@tanstack/react-router'
import type { DetectionDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { warningNumber } from '../warnings/warning-number.ts'

/** What the member has answered before, and who else has the same: it tells how the next warning will be met. */
export function MemberContext({ detail }: { detail: DetectionDetail }) {
  const { t } = useText()
  const { detection, answers, others } = detail
  return (
    <>
      <Section
        title={t('context.answers')}
        aside={
          <Link to="/members/$orgnr" params={{ orgnr: detection.member }} className="ds-link">
            {t('context.member')}
          </Link>
        }
      >
        {answers.length > 0 ? (
          <ul className="context-list">
            {answers.map((one) => (
              <li key={one.warning}>
                <Link to="/warnings/$id" params={{ id: one.warning }} className="ds-link">
                  {warningNumber(one.number)}
                </Link>{' '}
                {t(`answer.${one.answer}`)} <Time at={one.at} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('context.no_answers')}</p>
        )}
      </Section>
      <Section
        title={t('fact.others')}
        aside={
          detection.other_members > others.length ? (
            <Link to="/triage" search={{ q: detection.cause.label }} className="ds-link">
              {t('others', { count: detection.other_members })}
            </Link>
          ) : null
        }
      >
        {others.length > 0 ? (
          <ul className="context-list">
            {others.map((one) => (
              <li key={one.id}>
                <Link from="/triage" to="/triage" search={(old) => ({ ...old, open: one.id })} className="ds-link">
                  {one.member_name}
                </Link>{' '}
                <span className="quiet">{t(`detection.${one.view}`)}</span> <Time at={one.last_seen_at} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('fact.no_others')}</p>
        )}
      </Section>
    </>
  )
}
