import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Empty } from '../../components/empty.tsx'
import { useRows } from '../../components/paged-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Found } from './exposure-list.tsx'
import { exposuresQuery } from './inventory.queries.ts'

/** Beside the member: the newest are enough to see whether there are any. */
const fewest = 5

/** What scans found at a member, in short: the whole, and what can be done, is on its own page. */
export function MemberExposures({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const may = useMay('inventory.read')
  const list = useInfiniteQuery({ ...exposuresQuery({ member: orgnr, state: 'open' }, fewest), enabled: may })
  const rows = useRows(list)
  if (!may) return null
  return (
    <Section
      title={t('exposure.title')}
      aside={
        <Link to="/products" search={{ tab: 'exposure', member: orgnr }} className="ds-link">
          {t('exposure.open')}
        </Link>
      }
    >
      {list.isPending ? <SkeletonRows rows={2} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? <Empty title={t('exposure.none.open')} /> : null}
      <ul className="claims">
        {rows.slice(0, fewest).map((row) => (
          <Found key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  )
}
