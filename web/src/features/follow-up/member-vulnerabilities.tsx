import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { memberVulnerabilitiesQuery } from './follow-up.queries.ts'
import { OwnVulnerability } from './own-vulnerability.tsx'

/** What is followed up at a member, exploited ones first, for the team. */
export function MemberVulnerabilities({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const may = useMay('vulnerabilities.read')
  const list = useInfiniteQuery({ ...memberVulnerabilitiesQuery(orgnr, false), enabled: may })
  if (!may) return null
  const [first] = list.data?.pages ?? []
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const exploited = first ? first.counts.silent + first.counts.untold + first.counts.answered : 0
  return (
    <Section
      title={t('own.title', { count: exploited })}
      aside={
        <Link to="/vulnerabilities" search={{ member: orgnr }} className="ds-link">
          {t('own.all', { count: first?.found ?? 0 })}
        </Link>
      }
    >
      {list.isPending ? <SkeletonRows rows={3} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {first && items.length === 0 ? (
        <p className="quiet">{t(first.products === 0 ? 'own.none.unknown' : 'own.none', { count: first.products })}</p>
      ) : null}
      <ul className="affected">
        {items.map((one) => (
          <li key={one.cve}>
            <OwnVulnerability
              of={one}
              voice="team"
              name={
                <Link to="/vulnerabilities/$cve" params={{ cve: one.cve }} className="ds-link">
                  {one.cve}
                </Link>
              }
              told={
                one.told === null ? null : (
                  <Link to="/warnings/$id" params={{ id: one.told.warning }} className="ds-link">
                    {one.told.label}
                  </Link>
                )
              }
            />
          </li>
        ))}
      </ul>
      <MorePages
        shown={items.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </Section>
  )
}
