import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { ExploitedRulePage } from './exploited-rule-page.tsx'
import { LabelsPage } from './labels-page.tsx'
import { policyQuery } from './policy.queries.ts'
import type { PolicySearch } from './policy.search.ts'
import { PolicyDraft } from './policy-draft.tsx'
import { PolicyHistoryList } from './policy-history.tsx'
import { RuleList } from './rule-list.tsx'
import { TextKinds } from './text-list.tsx'
import { TextPage } from './text-page.tsx'
import { usePolicy } from './use-policy.ts'

const views = [undefined, 'draft', 'history', 'texts', 'exploited', 'labels'] as const
/** Those that are about the rules for detections. */
const ofRules: readonly (string | undefined)[] = [undefined, 'history']

const shownTab = (tab: HTMLAnchorElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

/** What goes out by itself? */
export function PolicyPage() {
  const { t } = useText()
  const { view, rule, category } = useSearch({ from: '/shell/policy' })
  const navigate = useNavigate()
  const mayWrite = useMay('policy.write')
  const query = useQuery(policyQuery)
  const to = (search: PolicySearch) => void navigate({ to: '/policy', search, replace: true })
  const acts = usePolicy(() => to(compact({ view })))
  const policy = query.data
  const start = () => {
    if (!policy) return
    if (policy.draft) return to({ view: 'draft' })
    acts.write.mutate(
      { rules: policy.active.rules, said: t('policy.drafted'), before: null },
      { onSuccess: () => to({ view: 'draft' }) },
    )
  }
  return (
    <div className="page">
      <PageHead title={t('page.policy')} question={t('policy.question')}>
        {mayWrite && ofRules.includes(view) ? (
          <Button data-size="sm" variant="secondary" loading={acts.write.isPending} onClick={start}>
            {t(policy?.draft ? 'policy.go_draft' : 'policy.edit')}
          </Button>
        ) : null}
      </PageHead>
      <nav className="tabs" aria-label={t('page.policy')}>
        <ul>
          {views.map((one) => (
            <li key={one ?? 'rules'}>
              <Link
                to="/policy"
                search={compact({ view: one })}
                className="tab ds-focus"
                activeOptions={{ exact: true, includeSearch: true }}
                // On a phone the tabs are wider than the page.
                ref={one === view ? shownTab : null}
                // A rule or a text that is open is on the same tab.
                aria-current={one === view ? 'page' : undefined}
              >
                {t(`policy.view.${one ?? 'rules'}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {query.isPending ? <SkeletonRows rows={5} height={56} /> : null}
      {query.error ? <ProblemNotice error={query.error} retry={() => void query.refetch()} /> : null}
      {policy && view === undefined ? (
        <>
          <p className="quiet">
            {t('policy.version', { number: policy.active.number })} · <Time at={policy.active.at} /> ·{' '}
            {policy.active.by || t('policy.by_system')}
            {policy.active.note ? `: ${policy.active.note}` : ''}
          </p>
          <RuleList rules={policy.active.rules} policy={policy} />
          <p className="quiet">{t('policy.held')}</p>
        </>
      ) : null}
      {policy && view === 'draft' ? (
        <PolicyDraft
          policy={policy}
          acts={acts}
          mayWrite={mayWrite}
          open={rule}
          onOpen={(place) => to(compact({ view, rule: place }))}
        />
      ) : null}
      {view === 'texts' && category === undefined ? <TextKinds /> : null}
      {view === 'texts' && category ? <TextPage key={category} category={category} mayWrite={mayWrite} /> : null}
      {view === 'exploited' ? <ExploitedRulePage mayWrite={mayWrite} /> : null}
      {view === 'labels' ? <LabelsPage mayWrite={mayWrite} /> : null}
      {policy && view === 'history' ? <PolicyHistoryList policy={policy} mayWrite={mayWrite} /> : null}
    </div>
  )
}
