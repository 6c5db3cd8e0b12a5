import { Alert } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { FalseAlarms } from '../false-alarms/false-alarms.tsx'
import { IndicatorActions } from './indicator-actions.tsx'
import { IndicatorStateMark } from './indicator-state.tsx'
import { indicatorQuery } from './indicators.queries.ts'
import { StopReason } from './stop-reason.tsx'

/** What is it, does it count, and if not, why? */
export function IndicatorPanel() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/indicators/$id' })
  const indicator = useQuery(indicatorQuery(id))
  const mayWrite = useMay('indicators.write')
  if (indicator.isPending) return <SkeletonRows rows={8} />
  if (!indicator.data) return <ProblemNotice error={indicator.error} retry={() => void indicator.refetch()} />
  const of = indicator.data
  return (
    <article key={id}>
      <ObjectHead
        kicker={t(`indicator.type.${of.type}`)}
        title={<span className="mono breaks">{of.value}</span>}
        back={{ to: '/indicators', search: (old) => old }}
      >
        {mayWrite ? <IndicatorActions of={of} /> : null}
      </ObjectHead>
      <Stop of={of} />
      <FalseAlarms kind="indicator" of={of.id} />
      <Facts
        facts={[
          { name: t('column.state'), value: <IndicatorStateMark of={of} /> },
          { name: t('indicator.value'), value: <Copyable value={of.value} /> },
          { name: t('indicator.category'), value: of.category },
          { name: t('indicator.confidence'), value: t('indicator.confidence.of', { confidence: of.confidence }) },
          { name: 'TLP', value: `TLP:${of.tlp}` },
          { name: t('indicator.source'), value: of.source || t('indicator.unsaid') },
          ...(of.comment ? [{ name: t('indicator.comment'), value: of.comment }] : []),
          {
            name: t('indicator.valid_until'),
            value: of.valid_until ? <Time at={of.valid_until} both /> : t('indicator.never_ends'),
          },
          { name: t('indicator.created'), value: <Time at={of.created_at} both /> },
          ...(of.retracted_at
            ? [{ name: t('indicator.retracted_at'), value: <Time at={of.retracted_at} both /> }]
            : []),
        ]}
      />
      <History kind="indicator" id={of.id} />
    </article>
  )
}

function Stop({ of: { stopped, let_through } }: { of: Indicator }) {
  const { t } = useText()
  if (stopped === null) return null
  return (
    <Alert data-color={let_through ? 'info' : 'warning'} data-size="sm" className="stop-notice">
      <p>
        <strong>{t(let_through ? 'stopped.but_let_through' : 'stopped.title')}</strong> {t('stopped.would_hit')}{' '}
        <code className="mono">{stopped.entry}</code>.
      </p>
      <p>
        <StopReason of={stopped} />
      </p>
      {let_through ? (
        <p>
          {t('stopped.let_through', { reason: let_through.reason })} <Time at={let_through.at} />
        </p>
      ) : null}
    </Alert>
  )
}
