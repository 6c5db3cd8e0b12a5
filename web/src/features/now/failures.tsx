import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'

type Failures = {
  items: { id: string; task: string; attempts: number; error: string; failed_at: string; warning: string | null }[]
}

/** Work that was given up after its retries: what, why, and a button to try again. */
export function Failures() {
  const { t } = useText()
  const client = useQueryClient()
  const mayRead = useMay('failures.read')
  const mayRetry = useMay('failures.retry')
  const failures = useQuery({
    queryKey: ['failures'],
    queryFn: () => unwrap<Failures>(api.GET('/api/v1/failures')),
    enabled: mayRead,
  })
  const retry = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/failures/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => showToast(t('failures.retried')),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['failures'] }),
        client.invalidateQueries({ queryKey: ['now'] }),
      ]),
  })
  if (!mayRead) return null
  return (
    <section className="failures" aria-labelledby="failures">
      <h2 id="failures">{t('failures.title')}</h2>
      {failures.error ? <ProblemNotice error={failures.error} retry={() => void failures.refetch()} /> : null}
      {retry.error ? <ProblemNotice error={retry.error} /> : null}
      <ul>
        {failures.data?.items.map((failure) => (
          <li key={failure.id}>
            <span>
              <strong>{failure.task}</strong>{' '}
              <span className="quiet">{t('failures.attempts', { count: failure.attempts })}</span>
              <br />
              <code className="mono breaks">{failure.error}</code>
            </span>
            <Time at={failure.failed_at} />
            {failure.warning ? (
              <Link to="/warnings/$id" params={{ id: failure.warning }} className="ds-link">
                {t('failures.warning')}
              </Link>
            ) : null}
            {mayRetry ? (
              <Button
                variant="secondary"
                data-size="sm"
                loading={retry.isPending && retry.variables === failure.id}
                onClick={() => retry.mutate(failure.id)}
              >
                {t('retry')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
