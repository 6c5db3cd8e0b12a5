import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ChaseRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { ChaseRuleDialog } from './chase-rule-dialog.tsx'
import { chaseRulesQuery } from './chase-rules.queries.ts'
import { RuleInWords } from './rule-in-words.tsx'

/** When do we remind, and whom do we tell next? */
export function ChaseRulesPage() {
  const { t } = useText()
  const mayWrite = useMay('policy.write')
  const list = useQuery(chaseRulesQuery)
  const [changing, setChanging] = useState<ChaseRule | null>(null)
  return (
    <div className="page">
      <PageHead title={t('chase_rules.title')} question={t('chase_rules.question')}>
        <Link to="/call-list" className="ds-link">
          {t('chase_rules.call_list')}
        </Link>
      </PageHead>
      <p className="lead">{t('chase_rules.text')}</p>
      {list.isPending ? <SkeletonRows rows={4} height={72} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data ? (
        <table className="plain-table">
          <caption className="ds-sr-only">{t('chase_rules.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.severity')}</th>
              <th scope="col">{t('chase_rules.what')}</th>
              <th scope="col">{t('chase_rules.changed')}</th>
              {mayWrite ? (
                <th scope="col">
                  <span className="ds-sr-only">{t('chase_rules.change')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {list.data.rules.map((rule) => (
              <tr key={rule.severity}>
                <th scope="row">
                  <SeverityMark severity={rule.severity} />
                </th>
                <td data-label={t('chase_rules.what')}>
                  <RuleInWords rule={rule} />
                </td>
                <td data-label={t('chase_rules.changed')}>
                  {rule.changed_at ? (
                    <>
                      {rule.changed_by} <Time at={rule.changed_at} />
                    </>
                  ) : (
                    <span className="quiet">{t('chase_rules.never')}</span>
                  )}
                </td>
                {mayWrite ? (
                  <td>
                    <Button
                      data-size="sm"
                      variant="tertiary"
                      aria-label={t('chase_rules.change.of', { severity: t(`severity.${rule.severity}`) })}
                      onClick={() => setChanging(rule)}
                    >
                      {t('chase_rules.change')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {list.data && changing ? (
        <ChaseRuleDialog rules={list.data.rules} rule={changing} onClose={() => setChanging(null)} />
      ) : null}
    </div>
  )
}
