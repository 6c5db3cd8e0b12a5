import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { FeedCard } from './feed-card.tsx'
import { FeedDialog } from './feed-dialog.tsx'
import { FeedImportDialog } from './feed-import-dialog.tsx'
import { FeedRuns } from './feed-runs.tsx'
import { feedListQuery } from './feeds.queries.ts'
import type { ChangeFeeds } from './feeds.search.ts'
import { UnusedDialog } from './unused-dialog.tsx'

/** Is what we know of vulnerabilities fresh and whole? */
export function FeedsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/feeds' })
  const navigate = useNavigate()
  const mayWrite = useMay('feeds.write')
  const feeds = useQuery(feedListQuery)
  const change: ChangeFeeds = useCallback(
    (fields) => void navigate({ to: '/feeds', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const edited = feeds.data?.items.find(({ source }) => source === search.edit)
  return (
    <div className="page">
      <PageHead title={t('page.feeds')} question={t('feeds.question')}>
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ open: 'import' })}>
            <Icon name="upload" size={18} />
            {t('feeds.import')}
          </Button>
        ) : null}
      </PageHead>
      {feeds.isPending ? <SkeletonRows rows={3} height={72} /> : null}
      {feeds.error ? <ProblemNotice error={feeds.error} retry={() => void feeds.refetch()} /> : null}
      <ul className="fleet sources">
        {feeds.data?.items.map((feed) => (
          <FeedCard
            key={feed.source}
            feed={feed}
            mayWrite={mayWrite}
            chosen={feed.source === search.source}
            change={change}
          />
        ))}
      </ul>
      <Section title={t('feeds.runs')} level={2}>
        <FeedRuns source={search.source} change={change} />
      </Section>
      {search.open === 'import' && mayWrite ? <FeedImportDialog onClose={() => change({ open: undefined })} /> : null}
      {edited && mayWrite ? (
        <FeedDialog key={edited.source} feed={edited} onClose={() => change({ edit: undefined })} />
      ) : null}
      {search.run ? <UnusedDialog run={search.run} onClose={() => change({ run: undefined })} /> : null}
    </div>
  )
}
