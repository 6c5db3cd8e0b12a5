import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { span } from '../../app/time.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { Icon } from '../../components/icon.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { OtherDeliveries } from '../channels/other-deliveries.tsx'
import { FalseAlarmAnswer } from '../false-alarms/false-alarm-answer.tsx'
import { ChaseActions } from './chase-actions.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { MeasuresButton } from './measures-dialog.tsx'
import { Notes } from './notes.tsx'
import { PutAway } from './put-away.tsx'
import { StandingMark } from './standing-mark.tsx'
import { Timeline } from './timeline.tsx'
import { useTellSent, WaitingActions } from './waiting-actions.tsx'
import { WarningDeadline } from './warning-deadline.tsx'
import { WarningDetections } from './warning-detections.tsx'
import { warningNumber } from './warning-number.ts'
import { WarningResponses } from './warning-responses.tsx'
import { WarningStanding } from './warning-standing.tsx'
import { WarningTexts } from './warning-texts.tsx'
import { warningQuery } from './warnings.queries.ts'

/** What was said, what was answered? */
export function WarningPanel() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/warnings/$id' })
  const detail = useQuery(warningQuery(id))
  if (detail.isPending) return <SkeletonRows rows={8} />
  if (!detail.data) return <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
  const { warning, deliveries, others, responses, texts, detections, timeline } = detail.data
  return (
    <article key={id}>
      <ObjectHead
        kicker={`${warningNumber(warning.number)} · TLP:${warning.tlp}`}
        title={warning.title}
        back={{ to: '/warnings', search: (old) => old }}
      >
        {warning.state === 'draft' ? <SendButton detail={detail.data} /> : null}
        {warning.state === 'draft' ? <MeasuresButton id={id} /> : null}
        <ChaseActions warning={warning} />
      </ObjectHead>
      <WaitingActions warning={warning} />
      <WarningFacts detail={detail.data} />
      {warning.reopened > 0 ? <p className="note">{t('reopened', { count: warning.reopened })}</p> : null}
      <PutAway detail={detail.data} />
      <FalseAlarmAnswer detail={detail.data} />
      <Section title={t('warning.responses')}>
        <WarningResponses responses={responses} sent={warning.sent_at !== null} />
      </Section>
      {warning.state === 'draft' ? null : <WarningStanding detail={detail.data} />}
      <Section title={t('warning.deliveries')}>
        <DeliveryList deliveries={deliveries} member={warning.member} draft={warning.state === 'draft'} />
        <OtherDeliveries others={others} />
      </Section>
      <Section title={t('warning.texts')}>
        <WarningTexts texts={texts} />
      </Section>
      <Section title={t('warning.detections', { count: detections.length })}>
        <WarningDetections detections={detections} />
      </Section>
      <Section title={t('warning.timeline')}>
        <Timeline entries={timeline} />
      </Section>
      <Notes id={id} />
      <History kind="warning" id={id} />
    </article>
  )
}

function WarningFacts({ detail }: { detail: WarningDetail }) {
  const { t } = useText()
  const { warning, seconds_to_warn } = detail
  const facts: Fact[] = [
    {
      name: t('column.member'),
      value: (
        <Link to="/members/$orgnr" params={{ orgnr: warning.member }} className="ds-link">
          {warning.member_name}
        </Link>
      ),
    },
    { name: t('column.severity'), value: <SeverityMark severity={warning.severity} /> },
    { name: t('column.standing'), value: <StandingMark warning={warning} /> },
    { name: t('column.answer'), value: warning.answer ? t(`answer.${warning.answer}`) : t('answer.none') },
    { name: t('column.sent'), value: <Time at={warning.sent_at} both /> },
    { name: t('column.due'), value: <WarningDeadline detail={detail} /> },
    { name: t('column.opened'), value: <Time at={warning.opened_at} both /> },
    { name: t('column.acknowledged'), value: <Time at={warning.acknowledged_at} both /> },
  ]
  if (seconds_to_warn !== null) {
    facts.push({ name: t('warning.time_to_warn'), value: t('time.span', span(seconds_to_warn)) })
  }
  return <Facts facts={facts} />
}

function SendButton({ detail }: { detail: WarningDetail }) {
  const { t } = useText()
  const client = useQueryClient()
  const may = useMay('warnings.send')
  const tellSent = useTellSent()
  const [asking, setAsking] = useState(false)
  const { warning } = detail
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/warnings/{id}/send', { params: { path: { id: warning.id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['warnings'] })
      tellSent((await client.fetchQuery(warningQuery(warning.id))).warning)
    },
  })
  if (!may) return null
  return (
    <>
      <Button data-size="sm" loading={send.isPending} onClick={() => setAsking(true)}>
        <Icon name="send" size={18} />
        {t('warning.send')}
      </Button>
      {send.error ? <ProblemNotice error={send.error} /> : null}
      {asking ? (
        <ConfirmDialog
          title={t('warning.send.title', { member: warning.member_name })}
          confirm={t('warning.send')}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            send.mutate()
          }}
        >
          <PutAway detail={detail} />
          <p>{t('warning.send.text')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
