import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { FeedRun } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { feedName } from './feed-name.ts'
import { feedRunsQuery } from './feeds.queries.ts'
import type { ChangeFeeds } from './feeds.search.ts'

const fills: Record<NonNullable<FeedRun['outcome']>, Fill> = {
  done: 'full',
  unchanged: 'full',
  refused: 'alarm',
  failed: 'alarm',
}

/** What each reading brought. */
export function FeedRuns({ source, change }: { source: string | undefined; change: ChangeFeeds }) {
  const { t, count } = useText()
  const list = useInfiniteQuery(feedRunsQuery(source))
  const runs = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.isPending) return <SkeletonRows rows={4} />
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (runs.length === 0) return <Empty title={t('feeds.runs.none')}>{t('feeds.runs.none.text')}</Empty>
  return (
    <>
      <ul className="deliveries">
        {runs.map((run) => (
          <li key={run.id}>
            <div className="delivery-line">
              <StateMark fill={run.outcome === null ? 'half' : fills[run.outcome]}>
                {t(run.outcome === null ? 'feed.reading' : `feed.outcome.${run.outcome}`)}
              </StateMark>
              <span>
                <strong>{feedName(run.source, t)}</strong> <span className="quiet breaks">{run.name}</span>
              </span>
              <Time at={run.started_at} />
            </div>
            {run.outcome === 'unchanged' ? null : (
              <p className="quiet">
                {t('feed.counts', {
                  read: count(run.read),
                  added: count(run.added),
                  changed: count(run.changed),
                  unchanged: count(run.unchanged),
                  retracted: count(run.retracted),
                })}
              </p>
            )}
            {run.detail ? <p className="note">{run.detail}</p> : null}
            {run.unused > 0 ? (
              <Button variant="tertiary" data-size="sm" onClick={() => change({ run: run.id })}>
                {t('feed.unused', { count: run.unused })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <MorePages
        shown={runs.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}
