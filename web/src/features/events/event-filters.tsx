import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import type { EventField } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { FilterBar, FilterChip } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { middle } from '../../components/middle.ts'
import { type EventsFilter, exportAddress, histogramQuery } from './events.queries.ts'
import { type Change, type EventsSearch, isNarrowed, without, wordFilters } from './events.search.ts'
import { readTerm } from './fields.ts'
import { useValueName } from './value-name.ts'

/** As many as the server puts in one file. */
const mostExported = 200_000
/** As long as a chip can be on a phone. */
const chipLength = 36

type EventFiltersProps = { search: EventsSearch; filter: EventsFilter; onChange: Change }

/** What is looked for, each part of it with a way to take it away; all of it is in the address. */
export function EventFilters({ search, filter, onChange }: EventFiltersProps) {
  const { t, count } = useText()
  const { span, from, to } = search
  const chips = useChips(search, onChange)
  const total = useQuery(histogramQuery(filter)).data?.total ?? 0
  return (
    <FilterBar>
      <SearchForm value={search.q} onChange={(q) => onChange({ q })} />
      <label className="hit-choice">
        <input
          type="checkbox"
          className="ds-input ds-focus"
          checked={search.hit === true}
          onChange={(event) => onChange({ hit: event.target.checked || undefined })}
        />
        {t('events.only_hits')}
      </label>
      <span className="filter-exports">
        {(['csv', 'ndjson'] as const).map((format) => (
          <Button key={format} asChild variant="tertiary" data-size="sm">
            <a href={exportAddress(filter, format)} download>
              <Icon name="download" />
              {t(format === 'csv' ? 'csv.button' : 'audit.ndjson')}
            </a>
          </Button>
        ))}
      </span>
      {total > mostExported ? (
        <p className="quiet export-cut">{t('events.export.cut', { most: count(mostExported) })}</p>
      ) : null}
      {chips.length + (search.is ?? []).length + (search.not ?? []).length > 0 ? (
        <div className="filter-chips">
          {chips.map(({ label, remove }) => (
            <FilterChip key={label} label={label} onRemove={remove} />
          ))}
          {(['is', 'not'] as const).map((sign) =>
            (search[sign] ?? []).map((term) => (
              <TermChip
                key={`${sign} ${term}`}
                sign={sign}
                term={term}
                onRemove={() => onChange({ [sign]: without(search[sign], term) })}
              />
            )),
          )}
          {isNarrowed(search) ? (
            <Link to="/events" search={compact({ span, from, to })} className="ds-link">
              {t('filter.clear')}
            </Link>
          ) : null}
        </div>
      ) : null}
    </FilterBar>
  )
}

function useChips(search: EventsSearch, onChange: Change): { label: string; remove: () => void }[] {
  const { t } = useText()
  const chips: { label: string; remove: () => void }[] = []
  const chip = (label: string, fields: Parameters<Change>[0]) => chips.push({ label, remove: () => onChange(fields) })
  if (search.member) chip(t('filter.member', { orgnr: search.member }), { member: undefined })
  if (search.sensor) chip(`${t('events.field.sensor')} ${middle(search.sensor, 12)}`, { sensor: undefined })
  if (search.port) chip(`${t('events.by.port')} ${search.port}`, { port: undefined })
  if (search.indicator) {
    chip(`${t('events.field.indicator')} ${middle(search.indicator, 12)}`, { indicator: undefined })
  }
  for (const by of wordFilters) {
    const words = search[by]
    if (words) chip(`${t(`events.by.${by}`)} ${middle(words, chipLength)}`, { [by]: undefined })
  }
  return chips
}

type TermChipProps = { sign: 'is' | 'not'; term: string; onRemove: () => void }

function TermChip({ sign, term, onRemove }: TermChipProps) {
  const read = readTerm(term)
  return read ? <FieldChip sign={sign} {...read} onRemove={onRemove} /> : null
}

type FieldChipProps = { sign: 'is' | 'not'; field: EventField; value: string; onRemove: () => void }

function FieldChip({ sign, field, value, onRemove }: FieldChipProps) {
  const { t } = useText()
  const name = middle(useValueName(field, value), chipLength)
  return (
    <FilterChip
      label={t(`events.chip.${sign}`, { field: t(`events.field.${field}`), value: name })}
      onRemove={onRemove}
    />
  )
}

type SearchFormProps = { value: string | undefined; onChange: (value: string | undefined) => void }

/** Sent by Enter and not while typing: half an address would be searched for as a name, through all that is stored. */
function SearchForm({ value, onChange }: SearchFormProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const send = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed.trim() || undefined)
  }
  return (
    <form className="event-search" onSubmit={send}>
      <input
        type="search"
        className="ds-input ds-focus"
        data-page-search
        aria-label={t('events.search')}
        placeholder={t('events.search')}
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" data-size="sm">
        {t('events.search.button')}
      </Button>
    </form>
  )
}
