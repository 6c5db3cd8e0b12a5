import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { RetentionRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Time } from '../../components/time.tsx'
import { DaysDialog } from './days-dialog.tsx'

/** Each class with its time, what it is, and what the last run did. */
export function RetentionRules({ rules }: { rules: RetentionRule[] }) {
  const { t } = useText()
  const mayWrite = useMay('retention.write')
  const [changing, setChanging] = useState<RetentionRule | null>(null)
  return (
    <>
      <table className="plain-table">
        <caption className="ds-sr-only">{t('protection.classes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('retention.class')}</th>
            <th scope="col">{t('retention.days')}</th>
            <th scope="col">{t('retention.holds')}</th>
            <th scope="col">{t('retention.last')}</th>
            {mayWrite ? (
              <th scope="col">
                <span className="ds-sr-only">{t('retention.change')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.class}>
              <th scope="row">
                <span className="capital">{t(`class.${rule.class}`)}</span>
                <span className="quiet">{t(`class.${rule.class}.text`)}</span>
              </th>
              <td data-label={t('retention.days')}>{t('retention.days.count', { count: rule.days })}</td>
              <td data-label={t('retention.holds')}>{rule.holds > 0 ? rule.holds : <span className="dash">0</span>}</td>
              <td data-label={t('retention.last')}>
                <LastRun rule={rule} />
              </td>
              {mayWrite ? (
                <td>
                  <Button
                    data-size="sm"
                    variant="tertiary"
                    aria-label={t('retention.change.label', { what: t(`class.${rule.class}`) })}
                    onClick={() => setChanging(rule)}
                  >
                    {t('retention.change')}
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {changing ? <DaysDialog rule={changing} onClose={() => setChanging(null)} /> : null}
    </>
  )
}

function LastRun({ rule: { last_run: run } }: { rule: RetentionRule }) {
  const { t, count } = useText()
  if (run === null) return <span className="quiet">{t('retention.never')}</span>
  return (
    <span className="last-run">
      <Time at={run.at} />
      <span>{t('retention.removed', { number: run.removed, count: count(run.removed) })}</span>
      {run.held > 0 ? (
        <span className="note">{t('retention.held', { number: run.held, count: count(run.held) })}</span>
      ) : null}
    </span>
  )
}
