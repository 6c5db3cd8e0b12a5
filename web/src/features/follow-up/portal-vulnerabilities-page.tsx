import { Button, ToggleGroup } from '@digdir/designsystemet-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { MemberVulnerability, MemberVulnerabilityPage, VexTaken } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { todayQuery } from '../portal/portal.queries.ts'
import { useWhose } from '../portal/portal.search.ts'
import { memberVulnerabilitiesQuery } from './follow-up.queries.ts'
import { OwnVulnerability } from './own-vulnerability.tsx'
import { SayVex } from './say-vex.tsx'
import { TurnedWarnings } from './turned-warnings.tsx'

/** Which vulnerabilities do we have, and what must we do? */
export function PortalVulnerabilitiesPage() {
  const { t, language } = useText()
  const whose = useWhose()
  const { only } = useSearch({ from: '/shell/portal' })
  const navigate = useNavigate()
  const today = useQuery(todayQuery(whose, language))
  const members = today.data?.members ?? []
  const shown = members.filter(({ orgnr }) => whose.member === undefined || orgnr === whose.member)
  return (
    <div className="page">
      <PageHead title={t('page.portal-vulnerabilities')} question={t('own.question')}>
        <ToggleGroup
          data-size="sm"
          aria-label={t('own.which')}
          value={only === 'all' ? 'all' : 'pressing'}
          onChange={(value) =>
            void navigate({
              to: '/portal/vulnerabilities',
              search: (old) => compact({ ...old, only: value === 'all' ? ('all' as const) : undefined }),
            })
          }
        >
          <ToggleGroup.Item value="pressing">{t('own.which.pressing')}</ToggleGroup.Item>
          <ToggleGroup.Item value="all">{t('own.which.all')}</ToggleGroup.Item>
        </ToggleGroup>
      </PageHead>
      {today.isPending ? <SkeletonRows rows={6} /> : null}
      {today.error ? <ProblemNotice error={today.error} retry={() => void today.refetch()} /> : null}
      {shown.map(({ orgnr, name }) => (
        <Section key={orgnr} level={2} title={members.length > 1 ? name : t('own.list')}>
          <Own member={orgnr} all={only === 'all'} readOnly={whose.as !== undefined} />
        </Section>
      ))}
    </div>
  )
}

function Own({ member, all, readOnly }: { member: string; all: boolean; readOnly: boolean }) {
  const list = useInfiniteQuery(memberVulnerabilitiesQuery(member, all))
  const [turned, setTurned] = useState<VexTaken['warnings']>([])
  if (list.isPending) return <SkeletonRows rows={4} height={120} />
  if (!list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  const [first] = list.data.pages
  return (
    <>
      <TurnedWarnings of={turned} />
      {first ? <Known of={first} empty={items.length === 0} all={all} /> : null}
      <ul className="portal-cards">
        {items.map((one) => (
          <OwnCard key={one.cve} of={one} member={member} readOnly={readOnly} onTurned={setTurned} />
        ))}
      </ul>
      <MorePages
        shown={items.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}

/** How much can be known: no list is shorter than that of who has told us nothing. */
function Known({ of, empty, all }: { of: MemberVulnerabilityPage; empty: boolean; all: boolean }) {
  const { t } = useText()
  const products = (
    <Link to="/portal/products" search={(old) => compact({ member: old.member, as: old.as })} className="ds-link">
      {t('own.to_products')}
    </Link>
  )
  if (empty) {
    return (
      <Empty title={t(of.products === 0 ? 'own.empty.unknown' : all ? 'own.empty.all' : 'own.empty')}>
        <p>{t(of.products === 0 ? 'own.empty.unknown.text' : 'own.known', { count: of.products })}</p>
        {products}
      </Empty>
    )
  }
  return (
    <p className="quiet">
      {t('own.known', { count: of.products })} {products}
    </p>
  )
}

type OwnCardProps = {
  of: MemberVulnerability
  member: string
  readOnly: boolean
  onTurned: (warnings: VexTaken['warnings']) => void
}

function OwnCard({ of: one, member, readOnly, onTurned }: OwnCardProps) {
  const { t } = useText()
  const [saying, setSaying] = useState(false)
  return (
    <li
      className="portal-card"
      data-severity={one.standing === null ? undefined : one.standing === 'answered' ? 'high' : 'critical'}
    >
      <OwnVulnerability
        of={one}
        voice="own"
        name={<h3>{one.cve}</h3>}
        told={
          one.told === null ? null : (
            <Link to="/portal/warnings/$id" params={{ id: one.told.warning }} search={(old) => old} className="ds-link">
              {t('own.to_warning', { label: one.told.label })}
            </Link>
          )
        }
      >
        {one.standing !== null && one.told === null ? <p>{t('own.do')}</p> : null}
        {readOnly ? null : saying ? (
          <SayVex of={one} member={member} onClose={() => setSaying(false)} onTurned={onTurned} />
        ) : (
          <p>
            <Button
              data-size="sm"
              variant={one.vex === null && one.standing !== null ? 'primary' : 'secondary'}
              aria-label={t(one.vex === null ? 'own.answer.of' : 'own.answer.anew.of', { cve: one.cve })}
              onClick={() => setSaying(true)}
            >
              {t(one.vex === null ? 'own.answer' : 'own.answer.anew')}
            </Button>
          </p>
        )}
      </OwnVulnerability>
    </li>
  )
}
