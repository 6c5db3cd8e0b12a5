import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { useRows } from '../../components/paged-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { exposuresQuery } from './inventory.queries.ts'

/** CVEs that others' scans named, on which asset and when; of one member, or of all with their names. */
export function ExposureList({ member }: { member?: string }) {
  const { t } = useText()
  const list = useInfiniteQuery(exposuresQuery(member))
  const rows = useRows(list)
  if (list.isPending) return <SkeletonRows rows={3} />
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) return <Empty title={t('exposure.none')} />
  return (
    <>
      <ul className="claims">
        {rows.map((row) => (
          <li key={row.id}>
            <p>
              <strong>{row.cve}</strong> <span className="breaks">{row.asset}</span>
              {member === undefined ? ` · ${row.member_name}` : null}
            </p>
            <p className="quiet breaks">
              {row.source} · <Time at={row.last_seen_at} /> · {row.evidence}
            </p>
          </li>
        ))}
      </ul>
      <MorePages
        shown={rows.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}
