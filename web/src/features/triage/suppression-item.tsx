import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Suppression } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { middle } from '../../components/middle.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { UntilField, useUntil } from '../../components/until-field.tsx'
import { suppressTimes } from './suppress-times.ts'
import { endSuppression, prolongSuppression } from './suppressions.queries.ts'

/** One suppression: what it is about, why, until when, and what it has kept out of the queue. */
export function SuppressionItem({ suppression: one }: { suppression: Suppression }) {
  const { t } = useText()
  const client = useQueryClient()
  const mayTriage = useMay('detections.triage')
  const [asking, setAsking] = useState<'end' | 'prolong' | null>(null)
  const settled = () =>
    Promise.all(['detections', 'triage-counts'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const end = useMutation({
    mutationFn: () => endSuppression(one.id),
    onSuccess: ({ released }) => showToast(t('suppressions.ended.done', { count: released })),
    onSettled: settled,
  })
  const prolong = useMutation({
    mutationFn: (until: Date) => prolongSuppression(one.id, until),
    onSuccess: () => showToast(t('suppressions.prolonged')),
    onSettled: settled,
  })
  const active = one.state === 'active'
  const { detections, events, members } = one
  return (
    <li data-over={active ? undefined : true}>
      <div className="hold-what">
        <Properties of={one} />
        <StateMark fill={active ? 'full' : 'none'}>{t(`suppressions.${one.state}`)}</StateMark>
      </div>
      <p>{one.reason}</p>
      <p>
        {detections > 0 ? t('suppressions.counts', { detections, events, members }) : t('suppressions.none_yet')}
        {active && one.held > 0 ? (
          <>
            {' · '}
            <Link to="/triage" search={{ state: 'suppressed', suppression: one.id }} className="ds-link">
              {t('suppressions.held', { count: one.held })}
            </Link>
          </>
        ) : null}
      </p>
      <p className="quiet">
        {t('suppressions.made', { author: one.author })} <Time at={one.created_at} />
        {' · '}
        {active ? (
          <>
            {t('suppressions.until')} <Time at={one.until} both />
          </>
        ) : (
          <>
            {one.ended_by === null ? t('suppressions.ran_out') : t('suppressions.ended', { who: one.ended_by })}{' '}
            <Time at={one.ended_at ?? one.until} />
          </>
        )}
      </p>
      {end.error ? <ProblemNotice error={end.error} /> : null}
      {prolong.error ? <ProblemNotice error={prolong.error} /> : null}
      {active && mayTriage ? (
        <p className="hold-acts">
          <Button data-size="sm" variant="secondary" onClick={() => setAsking('end')}>
            {t('suppressions.end')}
          </Button>
          <Button data-size="sm" variant="tertiary" onClick={() => setAsking('prolong')}>
            {t('suppressions.prolong')}
          </Button>
        </p>
      ) : null}
      {asking === 'end' ? (
        <ConfirmDialog
          title={t('suppressions.end.title')}
          confirm={t('suppressions.end')}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null)
            end.mutate()
          }}
        >
          <p>{t('suppressions.end.text', { count: one.held })}</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'prolong' ? (
        <ProlongDialog
          onClose={() => setAsking(null)}
          onConfirm={(until) => {
            setAsking(null)
            prolong.mutate(until)
          }}
        />
      ) : null}
    </li>
  )
}

function ProlongDialog({ onConfirm, onClose }: { onConfirm: (until: Date) => void; onClose: () => void }) {
  const { t } = useText()
  const time = useUntil(suppressTimes)
  return (
    <ConfirmDialog
      title={t('suppressions.prolong')}
      confirm={t('suppressions.prolong')}
      disabled={time.until === null}
      onClose={onClose}
      onConfirm={() => {
        if (time.until) onConfirm(time.until)
      }}
    >
      <UntilField {...time} legend={t('until.title')} />
    </ConfirmDialog>
  )
}

function Properties({ of: one }: { of: Suppression }) {
  const { t } = useText()
  const said = [
    one.cause ? (
      <code className="mono" key="cause" title={one.cause.label}>
        {middle(one.cause.label, 44)}
      </code>
    ) : null,
    one.category ? <span key="category">{one.category}</span> : null,
    one.source ? <span key="source">{one.source}</span> : null,
    one.network ? (
      <code className="mono" key="network">
        {one.network}
      </code>
    ) : null,
    one.member ? (
      <Link key="member" to="/members/$orgnr" params={{ orgnr: one.member }} className="ds-link">
        {one.member_name ?? one.member}
      </Link>
    ) : null,
    <span key="up_to" className="quiet">
      {t('suppressions.up_to', { severity: t(`severity.${one.up_to}`).toLowerCase() })}
    </span>,
  ]
  return <>{said}</>
}
