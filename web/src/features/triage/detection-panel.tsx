import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DetectionDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { AlsoHere } from '../../components/also-here.tsx'
import { ContactList } from '../../components/contact-list.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { LetterPreview } from '../../components/letter-preview.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { eventsOf } from '../events/events-of.ts'
import { FalseAlarms } from '../false-alarms/false-alarms.tsx'
import { ActButtons } from './act-buttons.tsx'
import { type ActWord, actsIn } from './acts.ts'
import { EventList } from './event-list.tsx'
import { GradeMark } from './grade-mark.tsx'
import { HeldBackBy } from './held-back-note.tsx'
import { MemberContext } from './member-context.tsx'
import { detectionQuery } from './triage.queries.ts'
import type { TriageSearch } from './triage.search.ts'

type DetectionPanelProps = {
  id: string
  back: TriageSearch
  may: { warn: boolean; triage: boolean }
  onAct: (act: ActWord) => void
}

/** One detection with what an analyst needs to decide: the evidence, the letter as it would go, and whom to ring. */
export function DetectionPanel({ id, back, may, onAct }: DetectionPanelProps) {
  const { t } = useText()
  const detail = useQuery(detectionQuery(id))
  const maySearch = useMay('events.read')
  if (detail.isPending) return <SkeletonRows rows={8} />
  if (!detail.data) return <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
  const { detection, contacts, events, draft } = detail.data
  const open = detection.state === 'queued'
  // One detection alone has nothing to be merged with.
  const acts = actsIn(detection.view, may).filter((act) => act !== 'merge')
  return (
    <article>
      <ObjectHead
        kicker={t('triage.kicker')}
        title={
          <>
            <SeverityMark severity={detection.severity} /> {detection.member_name}
          </>
        }
        back={{ to: '/triage', search: back }}
      >
        <ActButtons acts={acts} onAct={onAct} />
      </ObjectHead>
      {may.triage ? (
        <AlsoHere
          doing="/api/v1/detections/{id}/looking"
          id={id}
          say={(names) => t('triage.also_looking', { names })}
        />
      ) : null}
      <FalseAlarms kind={detection.cause.kind} of={detection.cause.key} at={detection} />
      <DetectionFacts detail={detail.data} />
      <Section title={t('triage.contacts')}>
        <ContactList contacts={contacts} member={detection.member} />
      </Section>
      <MemberContext detail={detail.data} />
      {draft && open ? (
        <Section title={t('triage.draft')}>
          <LetterPreview language={draft.language} subject={draft.subject} text={draft.text} />
        </Section>
      ) : null}
      <Section
        title={t('triage.events', { count: events.length })}
        aside={
          maySearch ? (
            <Link to="/events" search={eventsOf(detection)} className="ds-link">
              {t('events.behind')}
            </Link>
          ) : null
        }
      >
        {events.length > 0 ? <EventList events={events} /> : <Empty title={t('triage.no_events')} />}
      </Section>
      <History kind="detection" id={id} />
    </article>
  )
}

function DetectionFacts({ detail }: { detail: DetectionDetail }) {
  const { t, count } = useText()
  const { detection } = detail
  const { cause } = detection
  const facts: Fact[] = [
    {
      name: t('fact.cause'),
      value: (
        <>
          <Copyable value={cause.label} length={44} /> <span className="quiet">{cause.category}</span>
        </>
      ),
    },
    {
      name: t('fact.source'),
      value: [
        cause.source,
        cause.confidence === null ? null : t('fact.confidence', { percent: cause.confidence }),
        `TLP:${cause.tlp}`,
      ]
        .filter(Boolean)
        .join(' · '),
    },
    {
      name: t('column.host'),
      value: detection.inner_host ? <Copyable value={detection.inner_host} /> : t('fact.no_host'),
    },
    {
      name: t('fact.where'),
      value: detection.fields.map((field) => t(`field.${field}`)).join(', ') || t('fact.signature'),
    },
    ...(cause.grade ? [{ name: t('fact.grade'), value: <GradeMark grade={cause.grade} words /> }] : []),
    { name: t('column.sure'), value: t(`sure.${detection.attribution}.text`) },
    {
      name: t('column.events'),
      value: (
        <>
          {count(detection.events)} <Sparkline values={detection.hourly} />
        </>
      ),
    },
    { name: t('column.first_seen'), value: <Time at={detection.first_seen_at} both /> },
    { name: t('column.last_seen'), value: <Time at={detection.last_seen_at} both /> },
    ...(detection.retrospective ? [{ name: t('retrospective'), value: t('retrospective.text') }] : []),
    {
      name: t('column.state'),
      value: (
        <>
          {t(`detection.${detection.view}`)}
          {detection.dismiss_reason ? `: ${t(`reason.${detection.dismiss_reason}`)}` : ''}{' '}
          {detection.warning ? (
            <Link to="/warnings/$id" params={{ id: detection.warning }} className="ds-link">
              {t(detection.state === 'queued' ? 'triage.see_draft' : 'triage.see_warning')}
            </Link>
          ) : null}
        </>
      ),
    },
    ...(detection.decided
      ? [
          {
            name: t('fact.policy'),
            value: (
              <Link to="/policy" search={{ view: 'history' }} className="ds-link">
                {t('fact.decided', detection.decided)}
              </Link>
            ),
          },
        ]
      : []),
    ...(detection.snoozed_until && detection.view === 'snoozed'
      ? [{ name: t('snooze.until'), value: <Time at={detection.snoozed_until} both /> }]
      : []),
    ...(detection.suppression?.holds
      ? [{ name: t('detection.suppressed'), value: <HeldBackBy suppression={detection.suppression} /> }]
      : []),
    ...(detection.accepted_at || detection.assigned_to
      ? [
          {
            name: t('column.whose'),
            value: (
              <>
                {detection.assigned_to?.name ?? t('assign.nobody')}
                {detection.accepted_at ? (
                  <>
                    {' · '}
                    {t('whose.accepted')} <Time at={detection.accepted_at} />
                  </>
                ) : null}
              </>
            ),
          },
        ]
      : []),
    ...(detection.duplicate_of
      ? [
          {
            name: t('fact.duplicate_of'),
            value: (
              <>
                <Link to="/triage" search={{ open: detection.duplicate_of.id }} className="ds-link">
                  {t('fact.see_original')}
                </Link>{' '}
                <span className="quiet">{t(`detection.${detection.duplicate_of.state}`)}</span>
              </>
            ),
          },
        ]
      : []),
    {
      name: t('fact.open_warnings'),
      value:
        detail.open_warnings > 0 ? (
          <Link to="/warnings" search={{ view: 'list', member: detection.member, only: 'open' }} className="ds-link">
            {t('fact.open_warnings.count', { count: detail.open_warnings })}
          </Link>
        ) : (
          t('fact.none')
        ),
    },
  ]
  return <Facts facts={facts} />
}
