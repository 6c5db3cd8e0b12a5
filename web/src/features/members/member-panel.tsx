import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Member } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ContactList } from '../../components/contact-list.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { PhoneButton } from '../channels/phone-button.tsx'
import { Webhooks } from '../channels/webhooks.tsx'
import { ClaimsWaiting } from '../claims/claims-waiting.tsx'
import { MemberVulnerabilities } from '../follow-up/member-vulnerabilities.tsx'
import { MemberExposures } from '../inventory/member-exposures.tsx'
import { MemberInventory } from '../inventory/member-inventory.tsx'
import { ContactKey } from '../mail/contact-key.tsx'
import { MailTasks } from '../mail/mail-tasks.tsx'
import { ContactPlace } from './contact-place.tsx'
import { useKindName } from './kind-name.ts'
import { MemberData } from './member-data.tsx'
import { MemberOpenThings } from './member-open-things.tsx'
import { MemberSensorAlarms } from './member-sensor-alarms.tsx'
import { MemberSensors } from './member-sensors.tsx'
import { memberQuery } from './members.queries.ts'

/** Whom do I ring? Contacts first, then what is known of the member. */
export function MemberPanel() {
  const { t } = useText()
  const { orgnr } = useParams({ from: '/shell/members/$orgnr' })
  const member = useQuery(memberQuery(orgnr))
  const maySensors = useMay('sensors.read')
  const mayWrite = useMay('members.write')
  const mayView = useMay('portal.view')
  if (member.isPending) return <SkeletonRows rows={8} />
  if (!member.data) return <ProblemNotice error={member.error} retry={() => void member.refetch()} />
  const { contacts } = member.data
  return (
    <article key={orgnr}>
      <ObjectHead kicker={t('member.kicker')} title={member.data.name} back={{ to: '/members', search: (old) => old }}>
        {mayView ? (
          <Link to="/portal" search={{ as: orgnr }} className="ds-link">
            {t('portal.as.open')}
          </Link>
        ) : null}
      </ObjectHead>
      <Section title={t('member.contacts')}>
        {contacts.length > 0 && contacts.every((contact) => contact.phone === null) ? (
          <p className="note">{t('member.no_duty')}</p>
        ) : null}
        <ContactList
          contacts={contacts}
          more={(contact) => <ContactKey contact={contact} />}
          {...(mayWrite
            ? {
                act: (one) => (
                  <>
                    <ContactPlace contact={one} />
                    <PhoneButton contact={one} />
                  </>
                ),
              }
            : {})}
        />
        <MailTasks member={orgnr} />
      </Section>
      <ClaimsWaiting member={orgnr} />
      <MemberOpenThings orgnr={orgnr} />
      {maySensors ? (
        <Section title={t('column.sensors')}>
          <MemberSensors orgnr={orgnr} />
          <MemberSensorAlarms member={member.data} />
        </Section>
      ) : null}
      <MemberVulnerabilities orgnr={orgnr} />
      <MemberInventory orgnr={orgnr} />
      <MemberExposures orgnr={orgnr} />
      <Webhooks member={orgnr} />
      <MemberReach member={member.data} />
      <History kind="member" id={orgnr} />
      <MemberData member={member.data} />
    </article>
  )
}

function MemberReach({ member }: { member: Member }) {
  const { t } = useText()
  const kindName = useKindName()
  const mayEvents = useMay('events.read')
  return (
    <>
      <Section title={t('member.networks', { count: member.networks.length })}>
        {member.networks.length > 0 ? <Values values={member.networks} /> : <Empty title={t('member.no_networks')} />}
      </Section>
      <Section title={t('member.domains', { count: member.domains.length })}>
        {member.domains.length > 0 ? <Values values={member.domains} /> : <Empty title={t('member.no_domains')} />}
      </Section>
      <Section title={t('member.facts')}>
        <Facts
          facts={[
            { name: t('column.orgnr'), value: <Copyable value={member.orgnr} /> },
            { name: t('column.kind'), value: kindName(member.kind) },
            { name: t('member.municipality'), value: member.municipality_number ?? '–' },
            { name: t('member.since'), value: <Time at={member.created_at} both /> },
          ]}
        />
        <p>
          <Link to="/triage" search={{ member: member.orgnr }} className="ds-link">
            {t('member.to_triage')}
          </Link>
        </p>
        {mayEvents ? (
          <p>
            <Link to="/events" search={{ member: member.orgnr }} className="ds-link">
              {t('events.of_member')}
            </Link>
          </p>
        ) : null}
      </Section>
    </>
  )
}

function Values({ values }: { values: string[] }) {
  return (
    <ul className="values">
      {values.map((value) => (
        <li key={value}>
          <Copyable value={value} length={40} />
        </li>
      ))}
    </ul>
  )
}
