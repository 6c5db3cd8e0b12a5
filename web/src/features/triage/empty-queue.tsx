import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client.ts'
import type { DetectionPage } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { Time } from '../../components/time.tsx'
import type { TriageFilter } from './triage.queries.ts'

/** An empty queue is good news only if events come in: so it says when the last detection was. */
export function EmptyQueue({ filter }: { filter: TriageFilter }) {
  const { t } = useText()
  const { view, ...filtered } = filter
  const plain = view === 'queued' && Object.keys(filtered).length === 0
  const last = useQuery({
    queryKey: ['detections', 'last'],
    queryFn: () => unwrap<DetectionPage>(api.GET('/api/v1/detections', { params: { query: { limit: 1 } } })),
    enabled: plain,
  })
  if (!plain) {
    return (
      <Empty title={t('triage.none')}>
        <Link to="/triage" search={{}} className="ds-link">
          {t('filter.clear')}
        </Link>
      </Empty>
    )
  }
  const newest = last.data?.items[0]
  return (
    <Empty title={t('triage.empty')}>
      {newest ? (
        <p>
          {t('triage.last')} <Time at={newest.last_seen_at} />
        </p>
      ) : (
        <p>{t('triage.never')}</p>
      )}
      <Link to="/triage" search={{ state: 'warned' }} className="ds-link">
        {t('triage.see_warned')}
      </Link>
    </Empty>
  )
}
