import { Button, Details } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Source } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { RejectedLines } from '../sensors/rejected-lines.tsx'
import { EnrolSourceDialog } from './enrol-source-dialog.tsx'
import { SourceActions } from './source-actions.tsx'
import { sourceListQuery } from './sources.queries.ts'

/** Who tells us of members' networks from outside, and when did they last? Nobody is alarmed when they have nothing to tell. */
export function SourcesSection() {
  const { t } = useText()
  const mayWrite = useMay('sources.write')
  const [enrolling, setEnrolling] = useState(false)
  const list = useInfiniteQuery(sourceListQuery())
  const sources = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section
      title={t('sources.title')}
      level={2}
      aside={
        mayWrite ? (
          <Button data-size="sm" variant="tertiary" onClick={() => setEnrolling(true)}>
            {t('source.enrol')}
          </Button>
        ) : null
      }
    >
      <p className="quiet">{t(list.isSuccess && sources.length === 0 ? 'sources.none' : 'sources.text')}</p>
      {list.isPending ? <SkeletonRows rows={1} height={72} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      <ul className="fleet sources">
        {sources.map((source) => (
          <SourceCard key={source.id} source={source} mayWrite={mayWrite} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          data-size="sm"
          variant="secondary"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('sources.more')}
        </Button>
      ) : null}
      {enrolling ? <EnrolSourceDialog onClose={() => setEnrolling(false)} /> : null}
    </Section>
  )
}

const fills: Record<Source['state'], Fill> = { ok: 'full', waiting: 'half', revoked: 'none' }

function SourceCard({ source, mayWrite }: { source: Source; mayWrite: boolean }) {
  const { t } = useText()
  const [shown, setShown] = useState(false)
  return (
    <li className="source-card">
      <div className="sensor-head">
        <strong className="breaks">{source.name}</strong>
        <StateMark fill={fills[source.state]}>{t(`source.${source.state}`)}</StateMark>
      </div>
      <p className="sensor-foot">
        {source.last_seen_at ? (
          <span>
            {t('source.last')} <Time at={source.last_seen_at} />
          </span>
        ) : null}
        <span>{t('source.rows', { count: source.accepted_lines })}</span>
      </p>
      {mayWrite && source.state !== 'revoked' ? <SourceActions source={source} /> : null}
      {source.rejected_lines > 0 ? (
        <Details className="twin" data-size="sm" onToggle={() => setShown(true)}>
          <Details.Summary>{t('source.unreadable', { count: source.rejected_lines })}</Details.Summary>
          <Details.Content>{shown ? <RejectedLines id={source.id} /> : null}</Details.Content>
        </Details>
      ) : null}
    </li>
  )
}
