import { useText } from '../../app/i18n.tsx'
import { type ChangeSearch, countyName, type VulnerabilitiesSearch } from './vulnerabilities.search.ts'

/** What is chosen beyond the search and the order, each with the way to take it away. */
export function useFilterChips(search: VulnerabilitiesSearch, change: ChangeSearch) {
  const { t } = useText()
  const chips: { label: string; remove: () => void }[] = []
  const chip = (label: string, fields: Parameters<ChangeSearch>[0]) =>
    chips.push({ label, remove: () => change(fields) })
  const named = (name: string, value: string) => `${name}: ${value}`
  const { exploitation, since, reached, affected, grade, county, member, vendor, product } = search
  const { severity, epss, decided, kev } = search
  if (exploitation) chip(t(`exploitation.${exploitation}`), { exploitation: undefined })
  if (since) chip(t(`since.${since}`), { since: undefined })
  if (reached) chip(t(`reached.${reached}`), { reached: undefined })
  if (affected) chip(t('affected.here'), { affected: undefined })
  if (grade) chip(t(`affected.${grade}`), { grade: undefined })
  if (county) chip(named(t('column.county'), countyName(county) ?? county), { county: undefined })
  if (member) chip(t('filter.member', { orgnr: member }), { member: undefined })
  if (vendor) chip(named(t('filter.vendor'), vendor), { vendor: undefined })
  if (product) chip(named(t('filter.product'), product), { product: undefined })
  if (severity) chip(named(t('column.severity'), t(`severity.${severity}`)), { severity: undefined })
  if (epss) chip(named('EPSS', t('epss.at_least', { percent: epss })), { epss: undefined })
  if (decided) chip(t(`decided.${decided}`), { decided: undefined })
  if (kev) chip('KEV', { kev: undefined })
  return chips
}
