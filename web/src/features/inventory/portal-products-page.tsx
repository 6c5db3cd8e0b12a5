import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { todayQuery } from '../portal/portal.queries.ts'
import { useWhose } from '../portal/portal.search.ts'
import { ExposureList } from './exposure-list.tsx'
import { InventoryList } from './inventory-list.tsx'

/** What do we run, and what of it is vulnerable? */
export function PortalProductsPage() {
  const { t, language } = useText()
  const whose = useWhose()
  const search = useSearch({ from: '/shell/portal/products' })
  const may = useMay('inventory.write')
  const today = useQuery(todayQuery(whose, language))
  const members = today.data?.members ?? []
  const shown = members.filter(({ orgnr }) => whose.member === undefined || orgnr === whose.member)
  return (
    <div className="page">
      <PageHead title={t('page.portal-products')} question={t('inventory.question')} />
      <p>{t('inventory.text')}</p>
      {today.isPending ? <SkeletonRows rows={6} /> : null}
      {today.error ? <ProblemNotice error={today.error} retry={() => void today.refetch()} /> : null}
      {shown.map(({ orgnr, name }) => (
        <div key={orgnr}>
          <Section level={2} title={members.length > 1 ? name : t('inventory.title')}>
            <InventoryList member={orgnr} search={search} readOnly={!may || whose.as !== undefined} />
          </Section>
          <Section level={2} title={t('exposure.title')}>
            <ExposureList member={orgnr} state={search.found} portal />
          </Section>
        </div>
      ))}
    </div>
  )
}
