import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EventField, EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { formatTime } from '../../app/time.ts'
import { Copyable, CopyButton } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { Icon } from '../../components/icon.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { memberQuery } from '../members/members.queries.ts'
import { sensorQuery } from '../sensors/sensors.queries.ts'
import { type FactGroup, factGroups, factsOf } from './event-facts.ts'
import { EventHits } from './event-hits.tsx'
import { eventQuery } from './events.queries.ts'
import { type EventsSearch, withTerm } from './events.search.ts'
import { term } from './fields.ts'

type EventPanelProps = { id: string; at: string | undefined; known: EventRecord | undefined; search: EventsSearch }

/** One event whole, with every value a way to more of the same. */
export function EventPanel({ id, at, known, search }: EventPanelProps) {
  const { t } = useText()
  const fetched = useQuery({ ...eventQuery(id, at), enabled: known === undefined })
  const event = known ?? fetched.data
  const { open: _open, at: _at, ...back } = search
  if (event) return <KnownEvent event={event} search={back} />
  if (fetched.error) return <ProblemNotice error={fetched.error} retry={() => void fetched.refetch()} />
  if (fetched.data === undefined) return <SkeletonRows rows={8} />
  return (
    <article>
      <ObjectHead kicker={t('events.kicker')} title={t('events.gone')} back={{ to: '/events', search: back }} />
      <Empty title={t('events.gone.text')} />
    </article>
  )
}

function KnownEvent({ event, search }: { event: EventRecord; search: EventsSearch }) {
  const { t } = useText()
  return (
    <article>
      <ObjectHead
        kicker={t('events.kicker')}
        title={<span lang="en">{event.event_type}</span>}
        back={{ to: '/events', search }}
      >
        <span className="copy-whole">
          {t('events.whole')} <CopyButton value={JSON.stringify(event, null, 2)} name={t('events.whole')} />
        </span>
      </ObjectHead>
      <EventHead event={event} search={search} />
      {event.hits.length > 0 ? <EventHits event={event} /> : null}
      {factGroups.map((group) => (
        <Group key={group} group={group} event={event} search={search} />
      ))}
      <Section title={t('event.raw')} aside={event.raw ? <CopyButton value={event.raw} name={t('event.raw')} /> : null}>
        {event.raw ? (
          <pre className="raw-line mono">
            <code>{pretty(event.raw)}</code>
          </pre>
        ) : (
          <p className="quiet">{t('events.no_raw')}</p>
        )}
      </Section>
    </article>
  )
}

/** Laid out to be read; what is no JSON stands as it was sent. */
function pretty(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line), null, 2)
  } catch {
    return line
  }
}

function EventHead({ event, search }: { event: EventRecord; search: EventsSearch }) {
  const { t } = useText()
  const facts: Fact[] = [
    { name: t('events.time'), value: <BothTimes at={event.time} /> },
    { name: t('events.received'), value: <BothTimes at={event.received_at} /> },
  ]
  if (event.member) facts.push({ name: t('column.member'), value: <MemberName orgnr={event.member} /> })
  if (event.other_member)
    facts.push({ name: t('events.other_member'), value: <MemberName orgnr={event.other_member} /> })
  facts.push(
    { name: t('events.field.sensor'), value: <SensorName id={event.sensor} /> },
    { name: t('events.id'), value: <Copyable value={event.id} length={20} /> },
  )
  const around = (minutes: number) => {
    const at = Date.parse(event.time)
    const times = [at - minutes * 60_000, at + minutes * 60_000].map((one) => new Date(one).toISOString())
    return { from: times[0] as string, to: times[1] as string }
  }
  const { span: _span, ...narrowed } = search
  return (
    <>
      <Facts facts={facts} />
      <ul className="plain-links more-like-it">
        {event.flow_id ? (
          <li>
            <Link
              to="/events"
              search={{ flow_id: event.flow_id, sensor: event.sensor, ...around(24 * 60) }}
              className="ds-link"
            >
              {t('events.more.flow')}
            </Link>
          </li>
        ) : null}
        {event.src_ip ? (
          <li>
            <Link to="/events" search={{ address: event.src_ip, ...around(5) }} className="ds-link">
              {t('events.more.around', { address: event.src_ip })}
            </Link>
          </li>
        ) : null}
        <li>
          <Link to="/events" search={{ ...narrowed, ...around(1) }} className="ds-link">
            {t('events.more.minute')}
          </Link>
        </li>
      </ul>
    </>
  )
}

/** The reader's own time, and UTC as sensors and others' logs have it. */
function BothTimes({ at }: { at: string }) {
  const { language } = useText()
  const utc = `${at.replace('T', ' ').replace('Z', '')} UTC`
  return (
    <time dateTime={at} title={utc}>
      {formatTime(Date.parse(at), language, 'exact')} <span className="quiet utc">{utc}</span>
    </time>
  )
}

function MemberName({ orgnr }: { orgnr: string }) {
  const may = useMay('members.read')
  const member = useQuery({ ...memberQuery(orgnr), enabled: may })
  if (!may) return <Copyable value={orgnr} />
  return (
    <Link to="/members/$orgnr" params={{ orgnr }} className="ds-link">
      {member.data?.name ?? orgnr}
    </Link>
  )
}

function SensorName({ id }: { id: string }) {
  const may = useMay('sensors.read')
  // Another member's sensor may have seen it; then the reader is not told its name.
  const sensor = useQuery({ ...sensorQuery(id), enabled: may, retry: false })
  if (!sensor.data) return <Copyable value={id} length={20} />
  return (
    <Link to="/sensors/$id" params={{ id }} className="ds-link">
      {sensor.data.name}
    </Link>
  )
}

function Group({ group, event, search }: { group: FactGroup; event: EventRecord; search: EventsSearch }) {
  const { t } = useText()
  const facts = factsOf(event, group)
  if (facts.length === 0) return null
  return (
    <Section title={t(`events.facts.${group}`)}>
      <Facts
        facts={facts.map(({ name, key, values }) => ({
          name: key === null ? name : t(`events.field.${key}`),
          value: (
            <ul className="fact-values">
              {values.map(({ text, field }) => (
                <li key={text}>
                  <FactValue text={text} name={name} field={field} search={search} />
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Section>
  )
}

type FactValueProps = { text: string; name: string; field: EventField | null; search: EventsSearch }

function FactValue({ text, name, field, search }: FactValueProps) {
  const { t, count } = useText()
  if (name === 'tls_not_after') return <BothTimes at={text} />
  if (name === 'flow_seconds') return t('events.seconds', { seconds: count(Math.round(Number(text) * 1000) / 1000) })
  if (/^(bytes|pkts)_|_(size|length)$/.test(name)) return count(Number(text))
  return (
    <>
      <Copyable value={text} length={48} />
      {field ? (
        <span className="term-buttons">
          {(['is', 'not'] as const).map((sign) => {
            const label = t(`events.term.${sign}`, { value: text })
            return (
              <Link
                key={sign}
                to="/events"
                search={withTerm(search, sign, term(field, text))}
                className="copy ds-focus"
                aria-label={label}
                title={label}
              >
                <Icon name={sign === 'is' ? 'plus' : 'minus'} size={16} />
              </Link>
            )
          })}
        </span>
      ) : null}
    </>
  )
}
