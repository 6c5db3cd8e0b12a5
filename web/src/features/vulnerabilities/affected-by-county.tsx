import { Link } from '@tanstack/react-router'
import type { AffectedMember } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Twin } from '../../components/twin.tsx'
import { countyName, type VulnerabilitiesSearch } from './vulnerabilities.search.ts'

export type Where = VulnerabilitiesSearch['where']

/** Those of one county; `none` are those without. */
export const isIn = (where: Where, { county }: AffectedMember) => where === undefined || (county ?? 'none') === where

/** Where they are: a tile for each county, which leaves the others out below, and the same as a table. */
export function AffectedByCounty({ affected, where }: { affected: AffectedMember[]; where: Where }) {
  const { t } = useText()
  const open = affected.filter(({ ended_at }) => ended_at === null)
  const rows = [...Map.groupBy(open, ({ county }) => county)]
    .map(([county, members]) => ({
      county: (county ?? 'none') as NonNullable<Where>,
      name: countyName(county) ?? t('county.none'),
      sure: members.filter(({ verdict, grade }) => verdict === 'affected' && grade !== 'possible').length,
      all: members.length,
    }))
    .sort((a, b) => b.all - a.all || a.name.localeCompare(b.name, 'nb'))
  if (rows.length < 2 && where === undefined) return null
  return (
    <>
      <ul className="county-tiles" aria-label={t('county.title')}>
        {rows.map(({ county, name, sure, all }) => (
          <li key={county} data-sure={sure > 0 || undefined}>
            <Link
              from="/vulnerabilities/$cve"
              to="."
              search={(old) => compact({ ...old, where: county === where ? undefined : county })}
              replace
              resetScroll={false}
              className="county-tile ds-focus"
              aria-current={county === where ? 'true' : undefined}
            >
              <span className="county-figure">{all}</span>
              <span>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Twin
        caption={t('county.title')}
        head={[t('column.county'), t('county.sure'), t('county.all')]}
        rows={rows.map(({ county, name, sure, all }) => ({ id: county, cells: [name, sure, all] }))}
      />
    </>
  )
}
