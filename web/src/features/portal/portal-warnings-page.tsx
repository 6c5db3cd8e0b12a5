import { ToggleGroup } from '@digdir/designsystemet-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { portalWarningsQuery, todayQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'
import { WarningCard } from './warning-card.tsx'

/** What have we been told? */
export function PortalWarningsPage() {
  const { t, language } = useText()
  const { only } = useSearch({ from: '/shell/portal' })
  const whose = useWhose()
  const navigate = useNavigate()
  const list = useInfiniteQuery(portalWarningsQuery(whose, only === 'open' || undefined, language))
  const { data: today } = useQuery(todayQuery(whose, language))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className="page">
      <PageHead title={t('page.portal-warnings')} question={t('portal.warnings.question')}>
        <ToggleGroup
          aria-label={t('portal.warnings.which')}
          value={only ?? 'all'}
          data-size="sm"
          onChange={(value) =>
            void navigate({
              to: '/portal/warnings',
              search: (old) => compact({ ...old, only: value === 'open' ? ('open' as const) : undefined }),
            })
          }
        >
          <ToggleGroup.Item value="all">{t('portal.warnings.all')}</ToggleGroup.Item>
          <ToggleGroup.Item value="open">{t('portal.warnings.open')}</ToggleGroup.Item>
        </ToggleGroup>
      </PageHead>
      {list.isPending ? <SkeletonRows rows={6} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && rows.length === 0 ? (
        <Empty title={t(only === 'open' ? 'portal.unanswered.none' : 'portal.warnings.none')} />
      ) : null}
      {rows.length > 0 ? (
        <section aria-labelledby="portal-warnings">
          <h2 className="ds-sr-only" id="portal-warnings">
            {t('portal.warnings.list')}
          </h2>
          <ul className="portal-cards">
            {rows.map((warning) => (
              <WarningCard key={warning.id} warning={warning} named={(today?.members.length ?? 0) > 1} />
            ))}
          </ul>
        </section>
      ) : null}
      <MorePages
        shown={rows.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  )
}
