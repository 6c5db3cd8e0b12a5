import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ActorName } from '../../components/actor-name.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Dash } from '../../components/dash.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { Section } from '../../components/section.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import type { AuditSearch } from './audit.search.ts'
import { ObjectLink } from './object-link.tsx'

/** One entry of the log, whole, with the ways on from it. */
export function EntryPanel({ entry, back }: { entry: AuditEntry; back: AuditSearch }) {
  const { t, count } = useText()
  const facts: Fact[] = [
    { name: t('audit.at'), value: <Time at={entry.at} both /> },
    {
      name: t('audit.outcome'),
      value: <StateMark fill={entry.outcome === 'refused' ? 'alarm' : 'full'}>{t(`audit.${entry.outcome}`)}</StateMark>,
    },
    { name: t('audit.actor'), value: <ActorName of={entry} /> },
    { name: t('audit.address'), value: entry.address ? <Copyable value={entry.address} /> : <Dash /> },
    { name: t('audit.object'), value: <ObjectLink of={entry} /> },
  ]
  if (entry.member) {
    facts.push({
      name: t('column.member'),
      value: (
        <Link to="/members/$orgnr" params={{ orgnr: entry.member }} className="ds-link mono">
          {entry.member}
        </Link>
      ),
    })
  }
  facts.push(
    { name: t('audit.seq'), value: count(entry.seq) },
    { name: t('audit.hash'), value: <Copyable value={entry.hash} /> },
  )
  const details = Object.entries(entry.details)
  return (
    <article>
      <ObjectHead kicker={t('audit.kicker')} title={t(`act.${entry.act}`)} back={{ to: '/audit', search: back }} />
      <Facts facts={facts} />
      {details.length > 0 ? (
        <Section title={t('audit.details')}>
          <dl className="facts" lang="en">
            {details.map(([name, value]) => (
              <div key={name}>
                <dt className="mono">{name}</dt>
                <dd className="mono breaks">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      <Section title={t('audit.more')}>
        <ul className="plain-links">
          {entry.actor_id ? (
            <li>
              <Link to="/audit" search={{ actor_id: entry.actor_id }} className="ds-link">
                {t('audit.more.actor')}
              </Link>
            </li>
          ) : null}
          {entry.object_kind && entry.object_id ? (
            <li>
              <Link
                to="/audit"
                search={{ object_kind: entry.object_kind, object_id: entry.object_id }}
                className="ds-link"
              >
                {t('audit.more.object')}
              </Link>
            </li>
          ) : null}
          {entry.member ? (
            <li>
              <Link to="/audit" search={{ member: entry.member }} className="ds-link">
                {t('audit.more.member')}
              </Link>
            </li>
          ) : null}
          <li>
            <Link to="/audit" search={{ act: entry.act }} className="ds-link">
              {t('audit.more.act')}
            </Link>
          </li>
        </ul>
      </Section>
    </article>
  )
}
