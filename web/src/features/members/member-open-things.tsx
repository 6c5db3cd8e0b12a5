import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client.ts'
import type { DetectionPage, WarningPage } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { middle } from '../../components/middle.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { StandingMark } from '../warnings/standing-mark.tsx'

/** As many as fit the eye; the link leads to all. */
const limit = 8

/** What is open at the member: warnings without an answer, detections in the queue. */
export function MemberOpenThings({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const mayWarnings = useMay('warnings.read')
  const mayDetections = useMay('detections.read')
  const warnings = useQuery({
    queryKey: ['warnings', 'member', orgnr],
    queryFn: () =>
      unwrap<WarningPage>(api.GET('/api/v1/warnings', { params: { query: { member: orgnr, open: true, limit } } })),
    enabled: mayWarnings,
  })
  const detections = useQuery({
    queryKey: ['detections', 'member', orgnr],
    queryFn: () =>
      unwrap<DetectionPage>(
        api.GET('/api/v1/detections', { params: { query: { member: orgnr, state: 'queued', limit } } }),
      ),
    enabled: mayDetections,
  })
  return (
    <>
      {mayWarnings ? (
        <Section
          title={t('member.open_warnings')}
          aside={
            <Link to="/warnings" search={{ view: 'list', member: orgnr }} className="ds-link">
              {t('member.all_warnings')}
            </Link>
          }
        >
          {warnings.isPending ? <SkeletonRows rows={2} /> : null}
          {warnings.error ? <ProblemNotice error={warnings.error} retry={() => void warnings.refetch()} /> : null}
          {warnings.data?.items.length === 0 ? <p className="quiet">{t('member.no_warnings')}</p> : null}
          <ul className="plain-list">
            {warnings.data?.items.map((warning) => (
              <li key={warning.id}>
                <SeverityMark severity={warning.severity} />
                <Link to="/warnings/$id" params={{ id: warning.id }} className="ds-link">
                  {warning.title}
                </Link>
                <StandingMark warning={warning} />
                <Time at={warning.sent_at} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {mayDetections ? (
        <Section title={t('member.open_detections')}>
          {detections.isPending ? <SkeletonRows rows={2} /> : null}
          {detections.error ? <ProblemNotice error={detections.error} retry={() => void detections.refetch()} /> : null}
          {detections.data?.items.length === 0 ? <p className="quiet">{t('member.no_detections')}</p> : null}
          <ul className="plain-list">
            {detections.data?.items.map((detection) => (
              <li key={detection.id}>
                <SeverityMark severity={detection.severity} />
                <Link to="/triage" search={{ member: orgnr, open: detection.id }} className="ds-link mono">
                  {middle(detection.cause.label, 36)}
                </Link>
                <span className="quiet">{detection.inner_host}</span>
                <Time at={detection.last_seen_at} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
