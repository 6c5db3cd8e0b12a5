import type { FollowUp } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Choices, FilterBar, FilterChip } from '../../components/filter-bar.tsx'
import { memberKinds, useKindName } from '../members/kind-name.ts'
import { counties, countyWords } from '../vulnerabilities/vulnerabilities.search.ts'
import { type ChangeSearch, type FollowUpSearch, sortWords, standingWords, weekWords } from './follow-up.search.ts'

type Props = { search: FollowUpSearch; change: ChangeSearch; advisory: FollowUp['advisory'] | undefined }

export function FollowUpFilters({ search, change, advisory }: Props) {
  const { t } = useText()
  const kindName = useKindName()
  return (
    <FilterBar>
      <Choices
        label={t('follow_up.standing')}
        value={search.standing}
        choices={standingWords.map((value) => ({ value, label: t(`standing.some.${value}`) }))}
        onChange={(standing) => change({ standing })}
      />
      <Choices
        label={t('column.county')}
        value={search.county}
        choices={countyWords.map((value) => ({ value, label: counties[value] }))}
        onChange={(county) => change({ county })}
      />
      <Choices
        label={t('column.kind')}
        value={search.kind}
        choices={memberKinds.map((value) => ({ value, label: kindName(value) }))}
        onChange={(kind) => change({ kind })}
      />
      <Choices
        label={t('sort.label')}
        none={t('follow_up.sort.pressing')}
        value={search.sort}
        choices={sortWords.map((value) => ({ value, label: t(`follow_up.sort.${value}`) }))}
        onChange={(sort) => change({ sort })}
      />
      <Choices
        label={t('follow_up.weeks')}
        none={t('follow_up.weeks.26')}
        value={search.weeks}
        choices={weekWords.map((value) => ({ value, label: t(`follow_up.weeks.${value}`) }))}
        onChange={(weeks) => change({ weeks })}
      />
      {search.cve ? <FilterChip label={search.cve} onRemove={() => change({ cve: undefined })} /> : null}
      {search.advisory ? (
        <FilterChip
          label={t('follow_up.advisory', { label: advisory ?? search.advisory.slice(-6) })}
          onRemove={() => change({ advisory: undefined })}
        />
      ) : null}
    </FilterBar>
  )
}
