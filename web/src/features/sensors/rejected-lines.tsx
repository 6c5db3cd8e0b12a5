import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { RejectedAgain } from './rejected-again.tsx'
import { rejectedQuery } from './sensors.queries.ts'

/** Lines that were set aside, with the reason and the line itself, so that the sender can be mended. */
export function RejectedLines({ id }: { id: string }) {
  const { t } = useText()
  const rejected = useInfiniteQuery(rejectedQuery(id))
  if (rejected.isPending) return <SkeletonRows rows={3} />
  if (!rejected.data) return <ProblemNotice error={rejected.error} retry={() => void rejected.refetch()} />
  const lines = rejected.data.pages.flatMap((page) => page.items)
  return (
    <>
      <RejectedAgain id={id} />
      {lines.length === 0 ? <p className="quiet">{t('rejected.none')}</p> : null}
      <ul className="rejected">
        {lines.map((line) => (
          <li key={`${line.batch} ${line.line_number}`}>
            <div className="delivery-line">
              <strong>{t(`rejection.${line.reason}`)}</strong>
              <span className="quiet">{t('rejected.line', { number: line.line_number })}</span>
              <Time at={line.received_at} />
            </div>
            <code className="mono breaks">{line.line}</code>
          </li>
        ))}
      </ul>
      <MorePages
        shown={lines.length}
        more={rejected.hasNextPage}
        busy={rejected.isFetchingNextPage}
        onMore={() => void rejected.fetchNextPage()}
      />
    </>
  )
}
