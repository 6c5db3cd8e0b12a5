import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { WarningDetail, WarningMeasure, WarningVex } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { type Heard, HeardDialog } from './heard-dialog.tsx'
import { standingQuery } from './warnings.queries.ts'

const fillOf: Record<WarningMeasure['standing'], Fill> = {
  open: 'open',
  done: 'full',
  not_relevant: 'none',
  help: 'alarm',
}
const vexFill: Record<NonNullable<WarningVex['vex']>, Fill> = {
  affected: 'alarm',
  under_investigation: 'half',
  fixed: 'full',
  not_affected: 'none',
}

/** How each measure and each vulnerability stands at the member, and who said so. What is said on the telephone is written down here (T). */
export function WarningStanding({ detail: { warning, deliveries } }: { detail: WarningDetail }) {
  const { t, language } = useText()
  const may = useMay('warnings.chase') && warning.state !== 'cancelled'
  const standing = useQuery(standingQuery(warning.id, language))
  const [heard, setHeard] = useState<Heard | null>(null)
  const [who, setWho] = useState('')
  const section = useRef<HTMLDivElement>(null)
  useKeys({ standing: () => section.current?.querySelector('button')?.focus() }, may)
  if (standing.isPending) return <SkeletonRows rows={3} />
  if (!standing.data) return <ProblemNotice error={standing.error} retry={() => void standing.refetch()} />
  const { measures, vulnerabilities } = standing.data
  if (measures.length === 0 && (vulnerabilities ?? []).length === 0) return null
  const settled = measures.filter((one) => one.standing === 'done' || one.standing === 'not_relevant').length
  const write = (what: string, said: Heard) =>
    may ? (
      <Button
        data-size="sm"
        variant="tertiary"
        aria-label={t('standing.write.of', { what })}
        onClick={() => setHeard(said)}
      >
        <Icon name="phone" size={18} />
        {t('standing.write')}
      </Button>
    ) : null
  return (
    <Section title={t('standing.title', { done: settled, of: measures.length })}>
      <div ref={section}>
        <ul className="standings">
          {measures.map((one) => (
            <li key={one.key}>
              <p>{one.text}</p>
              <StateMark fill={fillOf[one.standing]}>{t(`standing.${one.standing}`)}</StateMark>
              <Said by={one.done_by} at={one.done_at} recordedBy={one.recorded_by} />
              {write(one.text, { kind: 'measure', of: one })}
              {one.why ? <blockquote>{one.why}</blockquote> : null}
            </li>
          ))}
          {vulnerabilities?.map((one) => (
            <li key={one.cve}>
              <p>{one.cve}</p>
              <StateMark fill={one.vex === null ? 'open' : vexFill[one.vex]}>
                {t(one.vex === null ? 'standing.vex.none' : `portal.vex.${one.vex}`)}
              </StateMark>
              <Said by={one.by} at={one.at} recordedBy={one.recorded_by} />
              {write(one.cve, { kind: 'vex', of: one })}
              {one.justification ? <blockquote>{t(`portal.justification.${one.justification}`)}</blockquote> : null}
            </li>
          ))}
        </ul>
      </div>
      {heard === null ? null : (
        <HeardDialog
          warning={warning.id}
          heard={heard}
          who={who}
          known={[...new Set(deliveries.map(({ contact_name }) => contact_name))]}
          onWho={setWho}
          onClose={() => setHeard(null)}
        />
      )}
    </Section>
  )
}

function Said({ by, at, recordedBy }: { by: string | null; at: string | null; recordedBy: string | null }) {
  const { t } = useText()
  if (by === null || at === null) return <span />
  return (
    <span className="quiet">
      {by}
      {recordedBy === null ? null : ` · ${t('response.phone')}, ${t('response.recorded', { who: recordedBy })}`}{' '}
      <Time at={at} />
    </span>
  )
}
