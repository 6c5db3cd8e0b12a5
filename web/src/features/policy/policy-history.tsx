import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { policyHistoryQuery } from './policy.queries.ts'
import { RuleList } from './rule-list.tsx'
import { usePolicy } from './use-policy.ts'

/** What has held, since when, by whom and why; and the way back to it. */
export function PolicyHistoryList({ policy, mayWrite }: { policy: Policy; mayWrite: boolean }) {
  const { t } = useText()
  const history = useQuery(policyHistoryQuery)
  const [chosen, setChosen] = useState<number | null>(null)
  const { back } = usePolicy(() => setChosen(null))
  if (history.isPending) return <SkeletonRows rows={4} height={72} />
  if (!history.data) return <ProblemNotice error={history.error} retry={() => void history.refetch()} />
  return (
    <>
      <ol className="policy-history">
        {history.data.items.map(({ version, rules, at, by, note }, i) => (
          <li key={at}>
            <div className="policy-said">
              <strong>
                {t('policy.version', { number: version })}
                {i === 0 ? ` · ${t('policy.holds')}` : ''}
              </strong>
              <span className="quiet">
                <Time at={at} both /> · {by || t('policy.by_system')}
              </span>
              <span>{note || t('policy.first')}</span>
              <details>
                <summary className="ds-focus">{t('policy.rules.count', { count: rules.length })}</summary>
                <RuleList rules={rules} policy={policy} />
              </details>
            </div>
            {mayWrite && version !== policy.active.number ? (
              <Button
                variant="secondary"
                data-size="sm"
                aria-label={t('policy.back.label', { number: version })}
                onClick={() => setChosen(version)}
              >
                {t('policy.back')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {chosen === null ? null : (
        <NoteDialog
          text={t('policy.on.text')}
          confirm={t('policy.on')}
          title={t('policy.back.label', { number: chosen })}
          busy={back.isPending}
          onConfirm={(note) => back.mutate({ number: chosen, note })}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
