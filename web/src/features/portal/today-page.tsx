import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PortalToday } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { claimsQuery } from '../claims/claims.queries.ts'
import { todayQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'
import { WarningCard } from './warning-card.tsx'

/** What must I do? */
export function TodayPage() {
  const { t, language } = useText()
  const whose = useWhose()
  const today = useQuery(todayQuery(whose, language))
  return (
    <div className="page">
      <PageHead title={t('page.portal')} question={t('portal.today.question')} />
      {today.isPending ? <SkeletonRows rows={6} /> : null}
      {today.error ? <ProblemNotice error={today.error} retry={() => void today.refetch()} /> : null}
      {today.data ? <Today today={today.data} /> : null}
    </div>
  )
}

function Today({ today }: { today: PortalToday }) {
  const { t } = useText()
  const { unanswered, unanswered_count, unfinished } = today
  const named = today.members.length > 1
  const measures = [...unanswered, ...unfinished].map((one) => one.measures)
  const sum = (of: 'done' | 'of') => measures.reduce((total, one) => total + one[of], 0)
  return (
    <>
      <Section level={2} title={t('portal.unanswered', { count: unanswered_count })}>
        {unanswered.length === 0 ? (
          <Empty title={t('portal.unanswered.none')}>
            <Link to="/portal/warnings" search={(old) => old} className="ds-link">
              {t('portal.all_warnings')}
            </Link>
          </Empty>
        ) : (
          <ul className="portal-cards">
            {unanswered.map((warning) => (
              <WarningCard key={warning.id} warning={warning} named={named} />
            ))}
          </ul>
        )}
        {unanswered_count > unanswered.length ? (
          <Link to="/portal/warnings" search={(old) => ({ ...old, only: 'open' as const })} className="ds-link">
            {t('portal.unanswered.more', { count: unanswered_count - unanswered.length })}
          </Link>
        ) : null}
      </Section>
      <Vulnerabilities of={today.vulnerabilities} />
      {sum('of') > 0 ? <Progress done={sum('done')} of={sum('of')} /> : null}
      {unfinished.length > 0 ? (
        <Section level={2} title={t('portal.unfinished', { count: unfinished.length })}>
          <ul className="portal-cards">
            {unfinished.map((warning) => (
              <WarningCard key={warning.id} warning={warning} named={named} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Mending today={today} />
      <Claims />
    </>
  )
}

export function Progress({ done, of }: { done: number; of: number }) {
  const { t } = useText()
  return (
    <div className="portal-progress">
      <p>{t('portal.measures', { done, of })}</p>
      <progress value={done} max={of} aria-label={t('portal.measures', { done, of })} />
    </div>
  )
}

/** What is exploited and theirs, and not yet resolved. */
function Vulnerabilities({ of: { silent, untold, answered } }: { of: PortalToday['vulnerabilities'] }) {
  const { t } = useText()
  const count = silent + untold + answered
  if (count === 0) return null
  return (
    <Section level={2} title={t('own.today.title')}>
      <div className="portal-exploited">
        <p>
          <b>{t('own.today', { count })}</b> {t('own.today.silent', { count: silent })}
        </p>
        <Button data-size="sm" asChild>
          <Link to="/portal/vulnerabilities" search={(old) => old}>
            {t('own.today.see')}
          </Link>
        </Button>
      </div>
    </Section>
  )
}

/** What keeps warnings from arriving, or from being made at all. */
function Mending({ today }: { today: PortalToday }) {
  const { t } = useText()
  const { undelivered, silent_sensors } = today
  if (undelivered.length + silent_sensors.length === 0) return null
  return (
    <Section level={2} title={t('portal.mend')}>
      <ul className="portal-mend">
        {undelivered.map((contact) => (
          <li key={contact.id}>
            {t('portal.mend.address', { name: contact.name, email: contact.email, member: contact.member_name })}{' '}
            <Link to="/portal/details" search={{ member: contact.member }} className="ds-link">
              {t('portal.today.see_details')}
            </Link>
          </li>
        ))}
        {silent_sensors.map(({ member, member_name, silent, sensors }) => (
          <li key={member}>
            {t('portal.mend.sensors', { silent, sensors, member: member_name })}{' '}
            <Link to="/portal/sensors" search={{ member }} className="ds-link">
              {t('portal.mend.see_sensors')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What we have not answered yet; not theirs to do, but theirs to know. */
function Claims() {
  const { t } = useText()
  const { member } = useWhose()
  const { data } = useQuery(claimsQuery({ member, state: 'waiting' }))
  if (!data || data.items.length === 0) return null
  return (
    <p>
      {t('portal.today.claims', { count: data.items.length })}{' '}
      <Link to="/portal/details" search={(old) => old} className="ds-link">
        {t('portal.today.see_details')}
      </Link>
    </p>
  )
}
