import { Heading } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { PortalWarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { warningNumber } from '../warnings/warning-number.ts'
import { WarningResponses } from '../warnings/warning-responses.tsx'
import { Acknowledge, AnswerForm } from './answer-form.tsx'
import { Measures } from './measures.tsx'
import { portalWarningQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'
import { StandingMeasures } from './standing-measures.tsx'
import { Deadline, isWaiting, progressOf } from './warning-card.tsx'

/** Am I affected, what do I do? */
export function PortalWarningPage() {
  const { language } = useText()
  const { id } = useParams({ from: '/shell/portal/warnings/$id' })
  const whose = useWhose()
  const detail = useQuery(portalWarningQuery(id, whose, language))
  if (detail.isPending) return <SkeletonRows rows={8} />
  if (!detail.data) return <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
  return <PortalWarning key={id} detail={detail.data} readOnly={whose.as !== undefined} />
}

function PortalWarning({ detail, readOnly }: { detail: PortalWarningDetail; readOnly: boolean }) {
  const { t } = useText()
  const { warning, findings, responses, messages } = detail
  const advised = detail.vulnerabilities !== null
  useEffect(() => {
    document.title = `${warning.headline} · Varde`
  }, [warning.headline])
  const paragraphs = detail.meaning.map((paragraph) => <p key={paragraph}>{paragraph}</p>)
  return (
    <article className="page portal-warning">
      <header>
        <p className="portal-card-line">
          <SeverityMark severity={warning.severity} />
          <StateMark fill={progressOf(warning).fill}>{t(`portal.state.${progressOf(warning).word}`)}</StateMark>
          <span className="quiet">
            {warningNumber(warning.number)} · {warning.member_name}
          </span>
        </p>
        <Heading level={1} data-size="sm">
          {warning.headline}
        </Heading>
        {isWaiting(warning) ? (
          <p className="portal-deadline">
            <Deadline at={warning.due_at} both />
          </p>
        ) : null}
      </header>
      <News detail={detail} />
      {readOnly ? null : <Acknowledge warning={warning} />}
      <Section level={2} title={t(advised ? 'portal.about' : 'portal.seen')}>
        {/* An advisory says what it is about before what is found of it here. */}
        {advised ? paragraphs : null}
        {findings.map((finding) => (
          <div key={finding.what} className="portal-finding">
            <p>
              <strong>{finding.what}</strong>
            </p>
            <dl>
              <dt>{t('portal.where')}</dt>
              <dd>{finding.where}</dd>
              <dt>{t('portal.when')}</dt>
              <dd>{finding.when}</dd>
              <dt>{t('portal.how_sure')}</dt>
              <dd>{finding.how_sure}</dd>
            </dl>
          </div>
        ))}
        {detail.more > 0 ? <p>{t('portal.more', { count: detail.more })}</p> : null}
        {advised ? null : paragraphs}
      </Section>
      {detail.measures.length === 0 ? null : (
        <Section level={2} title={t('portal.do')}>
          {advised ? (
            <StandingMeasures id={warning.id} measures={detail.measures} readOnly={readOnly} />
          ) : (
            <Measures id={warning.id} measures={detail.measures} readOnly={readOnly} />
          )}
        </Section>
      )}
      {readOnly ? null : <AnswerForm detail={detail} />}
      <Section level={2} title={t('portal.said')}>
        <WarningResponses responses={responses} sent />
      </Section>
      {messages.length > 0 ? (
        <Section level={2} title={t('portal.messages')}>
          <ul className="responses">
            {messages.map((message) => (
              <li key={message.id}>
                <Time at={message.at} both />
                <blockquote>{message.text}</blockquote>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <p className="quiet">{detail.tlp_text}</p>
    </article>
  )
}

/** What has changed since the member last answered: it is seen again, or we have written. */
function News({ detail: { warning, messages, responses, vulnerabilities } }: { detail: PortalWarningDetail }) {
  const { t } = useText()
  const last = responses[0]?.at ?? ''
  const again = vulnerabilities === null ? 'portal.again' : 'portal.version'
  const written = messages.filter(({ at }) => at > last)
  if (!(isWaiting(warning) && warning.reopened_at !== null) && written.length === 0) return null
  return (
    <div className="portal-news" role="note">
      {isWaiting(warning) && warning.reopened_at !== null ? (
        <p>
          <strong>{t(again)}</strong> <Time at={warning.reopened_at} both />. {t(`${again}.text`)}
        </p>
      ) : null}
      {written.map((message) => (
        <p key={message.id}>
          <strong>{t('portal.written')}</strong> <Time at={message.at} />: {message.text}
        </p>
      ))}
    </div>
  )
}
