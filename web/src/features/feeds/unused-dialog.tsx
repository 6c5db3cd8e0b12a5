import { Button, Dialog, Heading } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { unusedQuery } from './feeds.queries.ts'

/** Which records of a reading were not used, and why. */
export function UnusedDialog({ run, onClose }: { run: string; onClose: () => void }) {
  const { t, count } = useText()
  const list = useInfiniteQuery(unusedQuery(run))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} closedby="any" data-size="sm" className="wide-dialog">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('feed.unused.title')}
      </Heading>
      <div className="dialog-body stack">
        {list.isPending ? <SkeletonRows rows={4} /> : null}
        {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isSuccess && rows.length === 0 ? <Empty title={t('feed.unused.none')} /> : null}
        {rows.length > 0 ? (
          <table className="twin-table report-table">
            <caption className="ds-sr-only">{t('feed.unused.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('feed.unused.number')}</th>
                <th scope="col">{t('feed.unused.record')}</th>
                <th scope="col">{t('feed.unused.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ number, record, reason }) => (
                <tr key={number}>
                  <td>{count(number)}</td>
                  <th scope="row">
                    <code className="mono breaks">{record}</code>
                  </th>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <MorePages
          shown={rows.length}
          more={list.hasNextPage}
          busy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </div>
      <div className="dialog-actions">
        <Button asChild variant="secondary">
          <a href={`/api/v1/feeds/runs/${run}/unused.csv`} download>
            <Icon name="download" />
            {t('csv.button')}
          </a>
        </Button>
      </div>
    </Dialog>
  )
}
