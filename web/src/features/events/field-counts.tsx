import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EventField } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { middle } from '../../components/middle.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type EventsFilter, fieldCountsQuery } from './events.queries.ts'
import { type EventsSearch, without, withTerm } from './events.search.ts'
import { fieldGroups, term } from './fields.ts'
import { useValueName } from './value-name.ts'

const fewest = 6
const most = 50
/** Open from the start: what an analyst asks first. Each open field is a question to the server. */
const openAtFirst: readonly EventField[] = ['event_type', 'dest_ip']

/** Of what is it? The most frequent values of each field, to be filtered in or out. */
export function FieldCounts({ search, filter }: { search: EventsSearch; filter: EventsFilter }) {
  const { t } = useText()
  return (
    <div className="field-counts">
      {fieldGroups.map(({ group, fields }) => (
        <section key={group} aria-label={t(`events.group.${group}`)}>
          <p className="kicker">{t(`events.group.${group}`)}</p>
          {fields.map((field) => (
            <Field key={field} field={field} search={search} filter={filter} />
          ))}
        </section>
      ))}
    </div>
  )
}

function Field({ field, search, filter }: { field: EventField; search: EventsSearch; filter: EventsFilter }) {
  const { t } = useText()
  const [open, setOpen] = useState(openAtFirst.includes(field))
  return (
    <details className="field" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="ds-focus">{t(`events.field.${field}`)}</summary>
      {open ? <FieldValues field={field} search={search} filter={filter} /> : null}
    </details>
  )
}

function FieldValues({ field, search, filter }: { field: EventField; search: EventsSearch; filter: EventsFilter }) {
  const { t, count } = useText()
  const [limit, setLimit] = useState(fewest)
  const found = useQuery(fieldCountsQuery(filter, field, limit))
  if (found.isPending) return <SkeletonRows rows={3} height={20} />
  if (!found.data) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  const { values, distinct } = found.data
  if (values.length === 0) return <p className="quiet field-none">{t('events.field.none')}</p>
  return (
    <>
      <ul className="field-values">
        {values.map((one) => (
          <FieldValue key={one.value} field={field} search={search} {...one} />
        ))}
      </ul>
      {distinct > values.length ? (
        limit === fewest ? (
          <button type="button" className="link-button ds-focus" onClick={() => setLimit(most)}>
            {t('events.field.more', { count: count(distinct) })}
          </button>
        ) : (
          <p className="quiet field-none">{t('events.field.rest', { count: count(distinct - values.length) })}</p>
        )
      ) : null}
    </>
  )
}

type FieldValueProps = { field: EventField; search: EventsSearch; value: string; count: number; share: number }

function FieldValue({ field, search, value, count: events, share }: FieldValueProps) {
  const { t, count } = useText()
  const one = term(field, value)
  const chosen = search.is?.includes(one) ?? false
  const name = useValueName(field, value)
  const percent = Math.round(share * 100)
  const shown = name === value ? middle(value, 44) : name
  const { open: _open, at: _at, ...rest } = search
  const { is: _is, ...others } = rest
  const left = without(search.is, one)
  return (
    <li data-chosen={chosen || undefined}>
      <Link
        to="/events"
        search={chosen ? (left ? { ...others, is: left } : others) : withTerm(search, 'is', one)}
        className="field-value ds-focus"
        title={t(chosen ? 'events.term.undo' : 'events.term.is', { value: name })}
        aria-current={chosen ? 'true' : undefined}
        resetScroll={false}
      >
        <span className={name === value ? 'mono field-name' : 'field-name'}>{shown}</span>
        <span className="field-count">{count(events)}</span>
        <span className="field-share quiet">{t('events.percent', { percent: percent === 0 ? '<1' : percent })}</span>
        <span className="field-bar" aria-hidden="true">
          <span style={{ width: `${Math.max(1, share * 100)}%` }} />
        </span>
      </Link>
      <Link
        to="/events"
        search={withTerm(search, 'not', one)}
        className="field-out ds-focus"
        aria-label={t('events.term.not', { value: name })}
        title={t('events.term.not', { value: name })}
        resetScroll={false}
      >
        <Icon name="minus" size={16} />
      </Link>
    </li>
  )
}
