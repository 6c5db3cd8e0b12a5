import { Button } from '@digdir/designsystemet-react'
import type { Act } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Choices, FilterBar, FilterChip } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { middle } from '../../components/middle.ts'
import { actGroups, acts, groupOf, objectKinds } from './acts.ts'
import { type AuditFilter, exportAddress } from './audit.queries.ts'
import { type AuditSearch, outcomes } from './audit.search.ts'

type Change = (fields: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) => void
type AuditFiltersProps = { search: AuditSearch; filter: AuditFilter; actorName: string | null; onChange: Change }

export function AuditFilters({ search, filter, actorName, onChange }: AuditFiltersProps) {
  const { t } = useText()
  return (
    <FilterBar>
      <ActChoices value={search.act} onChange={(act) => onChange({ act })} />
      <Choices
        label={t('audit.object')}
        value={search.object_kind}
        choices={objectKinds.map((value) => ({ value, label: t(`object.${value}`) }))}
        onChange={(object_kind) => onChange({ object_kind, object_id: undefined })}
      />
      <Choices
        label={t('audit.outcome')}
        value={search.outcome}
        choices={outcomes.map((value) => ({ value, label: t(`audit.${value}`) }))}
        onChange={(outcome) => onChange({ outcome })}
      />
      <DayField label={t('audit.from')} value={search.from} onChange={(from) => onChange({ from })} />
      <DayField label={t('audit.to')} value={search.to} onChange={(to) => onChange({ to })} />
      {search.object_id ? (
        <FilterChip
          label={`${search.object_kind ? t(`object.${search.object_kind}`) : ''} ${middle(search.object_id, 12)}`}
          onRemove={() => onChange({ object_id: undefined })}
        />
      ) : null}
      {search.actor_id ? (
        <FilterChip
          label={t('audit.by', { who: actorName ?? middle(search.actor_id, 12) })}
          onRemove={() => onChange({ actor_id: undefined })}
        />
      ) : null}
      {search.member ? (
        <FilterChip
          label={t('filter.member', { orgnr: search.member })}
          onRemove={() => onChange({ member: undefined })}
        />
      ) : null}
      <span className="filter-exports">
        <Button asChild variant="tertiary" data-size="sm">
          <a href={exportAddress(filter, 'csv')} download>
            <Icon name="download" />
            {t('csv.button')}
          </a>
        </Button>
        <Button asChild variant="tertiary" data-size="sm">
          <a href={exportAddress(filter, 'ndjson')} download>
            <Icon name="download" />
            {t('audit.ndjson')}
          </a>
        </Button>
      </span>
    </FilterBar>
  )
}

/** The acts under what they are about: there are too many for one row of names. */
function ActChoices({ value, onChange }: { value: Act | undefined; onChange: (value: Act | undefined) => void }) {
  const { t } = useText()
  return (
    <label className="choices">
      <span>{t('audit.act')}</span>
      <select
        className="ds-input ds-focus"
        value={value ?? ''}
        onChange={(event) => onChange(acts.find((act) => act === event.target.value))}
      >
        <option value="">{t('filter.all')}</option>
        {actGroups.map((group) => (
          <optgroup key={group} label={t(`acts.${group}`)}>
            {acts
              .filter((act) => groupOf[act] === group)
              .map((act) => (
                <option key={act} value={act}>
                  {t(`act.${act}`)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

type DayFieldProps = { label: string; value: string | undefined; onChange: (value: string | undefined) => void }

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="choices">
      <span>{label}</span>
      <input
        type="date"
        className="ds-input ds-focus"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </label>
  )
}
