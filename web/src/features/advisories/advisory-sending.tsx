import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AdvisedPlan, AdvisoryDetail, Board } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Funnel } from '../../components/funnel.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { recipientsQuery, sendAdvisory, sentQuery, stopAdvisory } from './advisories.queries.ts'
import { AdvisoryRecipients } from './advisory-recipients.tsx'

const goingSteps = ['first', 'change', 'again', 'news'] as const
const staying = ['told', 'unwanted'] as const
const goingOf = ({ steps }: AdvisedPlan) => goingSteps.reduce((sum, step) => sum + steps[step], 0)

/** Whom what is published goes to, sending it to them, how that stands, and taking back what nobody has got. */
export function AdvisorySending({ detail: { advisory, published, versions } }: { detail: AdvisoryDetail }) {
  const { t } = useText()
  const { id } = advisory
  const client = useQueryClient()
  const [asking, setAsking] = useState<'send' | 'new' | 'stop' | null>(null)
  // Of what is withdrawn nobody is told any more; what waits of it can still be stopped.
  const holds = versions[0]?.withdrawn === false
  const plan = useQuery({ ...recipientsQuery(id), enabled: holds })
  const sent = useQuery(sentQuery(id))
  const settled = async () => {
    setAsking(null)
    await Promise.all(['warnings', 'history'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  const send = useMutation({
    mutationFn: (only: 'new' | undefined) => sendAdvisory(id, only),
    onSuccess: () => showToast(t('advised.done.send')),
    onSettled: settled,
  })
  const stop = useMutation({
    mutationFn: () => stopAdvisory(id),
    onSuccess: ({ stopped, out }) => showToast(t('advised.done.stop', { stopped, out })),
    onSettled: settled,
  })
  const going = plan.data ? goingOf(plan.data) : 0
  const newOnes = plan.data ? going - plan.data.steps.news : 0
  const waiting = sent.data?.parts.waiting ?? 0
  if (!holds && sent.data?.totals.sent === 0 && waiting === 0) return null
  return (
    <Section title={t('advised.title')}>
      {holds && published ? (
        <p>{t('advised.audience', { audience: t(`advisory.audience.${published.content.audience}`) })}</p>
      ) : null}
      {sent.data ? <Standing id={id} board={sent.data} /> : null}
      {holds && plan.isPending ? <SkeletonRows rows={2} /> : null}
      {plan.error ? <ProblemNotice error={plan.error} retry={() => void plan.refetch()} /> : null}
      {sent.error ? <ProblemNotice error={sent.error} retry={() => void sent.refetch()} /> : null}
      {plan.data ? (
        <>
          <Counts plan={plan.data} steps={[...goingSteps, ...staying]} />
          <AdvisoryRecipients members={plan.data.members} />
        </>
      ) : null}
      {send.error || stop.error ? <ProblemNotice error={send.error ?? stop.error} /> : null}
      <div className="advisory-sending">
        {holds ? (
          <Button data-size="sm" disabled={going === 0} onClick={() => setAsking('send')}>
            {t(going === 0 && plan.data ? 'advised.nobody' : 'advised.send')}
          </Button>
        ) : null}
        {newOnes > 0 && newOnes < going ? (
          <Button data-size="sm" variant="secondary" onClick={() => setAsking('new')}>
            {t('advised.send.new', { count: newOnes })}
          </Button>
        ) : null}
        {waiting > 0 ? (
          <Button data-size="sm" variant="secondary" onClick={() => setAsking('stop')}>
            {t('advised.stop', { count: waiting })}
          </Button>
        ) : null}
      </div>
      {(asking === 'send' || asking === 'new') && plan.data ? (
        <ConfirmDialog
          title={t('advised.send')}
          confirm={t('advised.send.to', { count: asking === 'new' ? newOnes : going })}
          busy={send.isPending}
          onClose={() => setAsking(null)}
          onConfirm={() => send.mutate(asking === 'new' ? 'new' : undefined)}
        >
          <p>{t('advised.ask.send')}</p>
          <Counts plan={plan.data} steps={goingSteps.filter((step) => asking === 'send' || step !== 'news')} />
        </ConfirmDialog>
      ) : null}
      {asking === 'stop' ? (
        <ConfirmDialog
          title={t('advised.stop', { count: waiting })}
          confirm={t('advised.stop', { count: waiting })}
          danger
          busy={stop.isPending}
          onClose={() => setAsking(null)}
          onConfirm={() => stop.mutate()}
        >
          <p>{t('advised.ask.stop')}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}

/** How far those that were told have come, with the way to each of them, and to those who are silent. */
function Standing({ id, board: { totals, come, parts, as_of } }: { id: string; board: Board }) {
  const { t } = useText()
  if (totals.sent === 0) return null
  const steps = { sent: totals.sent, delivered: totals.delivered, ...come }
  const silent = parts.silent + parts.overdue
  return (
    <>
      <Funnel
        title={t('advised.come')}
        steps={(['sent', 'delivered', 'opened', 'seen', 'answered', 'done'] as const).map((step) => ({
          id: step,
          label: t(`advised.come.${step}`),
          value: steps[step],
        }))}
      />
      <p className="quiet">
        {t('as_of')} <Time at={as_of} />. {t('advised.come.text')}
      </p>
      <p className="advisory-sending">
        <Link to="/warnings" search={{ advisory: id }} className="ds-link">
          {t('advised.board')}
        </Link>
        {silent > 0 ? (
          <Link
            to="/warnings"
            search={{ advisory: id, part: parts.overdue > 0 ? 'overdue' : 'silent' }}
            className="ds-link"
          >
            {t(parts.overdue > 0 ? 'advised.overdue' : 'advised.silent', {
              count: parts.overdue > 0 ? parts.overdue : parts.silent,
            })}
          </Link>
        ) : null}
        {parts.undelivered > 0 ? (
          <Link to="/warnings" search={{ advisory: id, part: 'undelivered' }} className="ds-link">
            {t('advised.undelivered', { count: parts.undelivered })}
          </Link>
        ) : null}
        {parts.need_help > 0 ? (
          <Link to="/warnings" search={{ advisory: id, part: 'need_help' }} className="ds-link">
            {t('advised.need_help', { count: parts.need_help })}
          </Link>
        ) : null}
      </p>
    </>
  )
}

type CountsProps = { plan: AdvisedPlan; steps: readonly (keyof AdvisedPlan['steps'])[] }

function Counts({ plan, steps }: CountsProps) {
  const { t } = useText()
  return (
    <ul className="advisory-counts">
      {steps
        .filter((step) => plan.steps[step] > 0)
        .map((step) => (
          <li key={step}>{t(`advised.count.${step}`, { count: plan.steps[step] })}</li>
        ))}
      {plan.without_contact > 0 ? (
        <li>
          <strong>{t('advised.without_contact', { count: plan.without_contact })}</strong>
        </li>
      ) : null}
    </ul>
  )
}
