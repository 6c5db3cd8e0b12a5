import { Button } from '@digdir/designsystemet-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../api/client.ts'
import type { AuditEntry, AuditPage, ObjectKind } from '../api/types.ts'
import { useText } from '../app/i18n.tsx'
import { useMay } from '../app/session.ts'
import { formatTime } from '../app/time.ts'
import { ActorName } from './actor-name.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { Section } from './section.tsx'
import { SkeletonRows } from './skeleton.tsx'

/** As many as tell what happened lately; the rest is asked for. */
const few = 5
/** As many as anyone reads here; the log itself has them all. */
const most = 100

type HistoryProps = { kind: ObjectKind; id: string }

const historyQuery = ({ kind, id }: HistoryProps) =>
  queryOptions({
    queryKey: ['history', kind, id],
    queryFn: () =>
      unwrap<AuditPage>(
        api.GET('/api/v1/history/{kind}/{id}', { params: { path: { kind, id }, query: { limit: most } } }),
      ),
  })

/** Who did what to this object, the newest first; only for those who may read it. */
export function History(object: HistoryProps) {
  return useMay('history.read') ? <HistorySection {...object} /> : null
}

function HistorySection({ kind, id }: HistoryProps) {
  const { t } = useText()
  const mayLog = useMay('audit.read')
  const history = useQuery(historyQuery({ kind, id }))
  const [all, setAll] = useState(false)
  const entries = history.data?.items ?? []
  const shown = all ? entries : entries.slice(0, few)
  return (
    <Section
      title={t('history.title')}
      aside={
        mayLog ? (
          <Link to="/audit" search={{ object_kind: kind, object_id: id }} className="ds-link">
            {t('history.log')}
          </Link>
        ) : null
      }
    >
      {history.isPending ? <SkeletonRows rows={3} height={28} /> : null}
      {history.error ? <ProblemNotice error={history.error} retry={() => void history.refetch()} /> : null}
      {history.data && entries.length === 0 ? <p className="quiet">{t('history.none')}</p> : null}
      <ol className="timeline">
        {shown.map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ol>
      {entries.length > few ? (
        <div>
          <Button data-size="sm" variant="tertiary" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('history.fewer') : t('history.more', { count: entries.length })}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}

function Line({ entry }: { entry: AuditEntry }) {
  const { t, language } = useText()
  return (
    <li>
      <time dateTime={entry.at}>{formatTime(Date.parse(entry.at), language, 'exact')}</time>
      <span>
        {t(`act.${entry.act}`)}
        <span className="quiet">
          {' · '}
          <ActorName of={entry} />
          {entry.address ? (
            <>
              {' · '}
              <span className="mono">{entry.address}</span>
            </>
          ) : null}
        </span>
      </span>
    </li>
  )
}
