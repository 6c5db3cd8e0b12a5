import { Alert, Button } from '@digdir/designsystemet-react'
import { useMutation } from '@tanstack/react-query'
import type { ChainReport } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { checkChain } from './audit.queries.ts'

/** Has anybody changed the log behind our back? */
export function useChainCheck() {
  const { t } = useText()
  const check = useMutation({ mutationFn: checkChain })
  return {
    button: (
      <Button data-size="sm" variant="secondary" loading={check.isPending} onClick={() => check.mutate()}>
        {t('chain.check')}
      </Button>
    ),
    answer: check.error ? (
      <ProblemNotice error={check.error} retry={() => check.mutate()} />
    ) : check.data ? (
      <ChainAnswer report={check.data} />
    ) : null,
  }
}

function ChainAnswer({ report }: { report: ChainReport }) {
  const { t, count } = useText()
  const whole = report.faults.length === 0
  return (
    <Alert data-color={whole ? 'success' : 'danger'} role="status">
      <div className="problem">
        <p className="problem-title">{t(whole ? 'chain.whole' : 'chain.broken', { count: report.faults.length })}</p>
        <p>
          {report.first_seq === null || report.last_seq === null
            ? t('chain.nothing')
            : t('chain.read', {
                entries: count(report.entries),
                first: count(report.first_seq),
                last: count(report.last_seq),
              })}{' '}
          {t('chain.checked')} <Time at={report.checked_at} />.
        </p>
        {whole ? null : (
          <>
            <p>{t('chain.next')}</p>
            <ul>
              {report.faults.map((fault) => (
                <li key={`${fault.seq} ${fault.fault}`}>
                  {t(`chain.fault.${fault.fault}`, { seq: count(fault.seq) })}{' '}
                  <span className="problem-detail" lang="en">
                    {fault.detail}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Alert>
  )
}
