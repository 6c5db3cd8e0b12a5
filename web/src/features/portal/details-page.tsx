import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Member } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Webhooks } from '../channels/webhooks.tsx'
import { ClaimItems } from '../claims/claim-list.tsx'
import { claimsQuery } from '../claims/claims.queries.ts'
import { MemberSensors } from '../members/member-sensors.tsx'
import { memberQuery } from '../members/members.queries.ts'
import { ClaimForm, RemoveClaim } from './claim-form.tsx'
import { OwnContacts } from './own-contacts.tsx'
import { todayQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'

/** Are they right? */
export function DetailsPage() {
  const { t, language } = useText()
  const whose = useWhose()
  const { member } = whose
  const today = useQuery(todayQuery(whose, language))
  const shown = (today.data?.members ?? []).filter(({ orgnr }) => member === undefined || orgnr === member)
  return (
    <div className="page">
      <PageHead title={t('page.portal-details')} question={t('portal.details.question')} />
      <p>{t('portal.details.text')}</p>
      {today.isPending ? <SkeletonRows rows={6} /> : null}
      {today.error ? <ProblemNotice error={today.error} retry={() => void today.refetch()} /> : null}
      {shown.map(({ orgnr, name }) => (
        <section key={orgnr} className="portal-member" aria-labelledby={`member-${orgnr}`}>
          <h2 id={`member-${orgnr}`}>{name}</h2>
          <Details orgnr={orgnr} />
        </section>
      ))}
    </div>
  )
}

function Details({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const member = useQuery(memberQuery(orgnr))
  const claims = useQuery(claimsQuery({ member: orgnr }))
  const administers = useMe().roles.some((held) => held.role === 'member_admin' && held.member === orgnr)
  if (member.isPending) return <SkeletonRows rows={4} />
  if (!member.data) return <ProblemNotice error={member.error} retry={() => void member.refetch()} />
  return (
    <>
      <Section title={t('portal.details.contacts')}>
        <OwnContacts member={member.data} administers={administers} />
      </Section>
      <Owned member={member.data} administers={administers} />
      {claims.data && claims.data.items.length > 0 ? (
        <Section title={t('portal.details.claims')}>
          <ClaimItems claims={claims.data.items} named={false} />
        </Section>
      ) : null}
      {administers ? <ClaimForm orgnr={orgnr} /> : <p className="quiet">{t('portal.details.not_admin')}</p>}
      <Section
        title={t('portal.details.sensors')}
        aside={
          <Link to="/portal/sensors" search={{ member: orgnr }} className="ds-link">
            {t('portal.mend.see_sensors')}
          </Link>
        }
      >
        <MemberSensors orgnr={orgnr} />
      </Section>
      <Webhooks member={orgnr} />
    </>
  )
}

function Owned({ member, administers }: { member: Member; administers: boolean }) {
  const { t } = useText()
  const parts = [
    { kind: 'network', values: member.networks, title: t('member.networks', { count: member.networks.length }) },
    { kind: 'domain', values: member.domains, title: t('member.domains', { count: member.domains.length }) },
  ] as const
  return parts.map(({ kind, values, title }) => (
    <Section key={kind} title={title}>
      {values.length === 0 ? <p className="note">{t(`portal.details.no_${kind}`)}</p> : null}
      <ul className="portal-owned">
        {values.map((value) => (
          <li key={value}>
            <span className="mono breaks">{value}</span>
            {administers ? <RemoveClaim orgnr={member.orgnr} kind={kind} value={value} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  ))
}
