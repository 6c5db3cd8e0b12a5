import { Link } from '@tanstack/react-router'
import type { PolicyTrial } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { Time } from '../../components/time.tsx'
import { actions } from './rule-choices.ts'

/** What the draft would have done with the detections of 30 days, beside what was done. */
export function TrialResult({ trial, triedAt }: { trial: PolicyTrial; triedAt: string }) {
  const { t, count } = useText()
  if (trial.detections === 0) return <Empty title={t('trial.none')}>{t('trial.none.text')}</Empty>
  // The last takes what is left, and may be left nothing.
  const idle = trial.rules.slice(0, -1).flatMap((decided, i) => (decided === 0 ? [i + 1] : []))
  const rows = [
    { name: t('trial.mails'), ...trial.mails },
    { name: t('trial.warnings'), ...trial.warnings },
    { name: t('trial.pages'), ...trial.pages },
    ...actions.map((action) => ({ name: t(`trial.action.${action}`), ...trial.actions[action] })),
  ]
  return (
    <>
      <p className="quiet">
        {t('trial.of', { number: trial.detections, count: count(trial.detections) })} {t('as_of')} <Time at={triedAt} />
      </p>
      <Figures caption={t('trial.title')} rows={rows} />
      {idle.length > 0 ? (
        <p className="quiet">{t('trial.idle', { count: idle.length, places: idle.join(', ') })}</p>
      ) : null}
      <Section level={3} title={t('trial.changes')}>
        {trial.changes.length === 0 ? <p>{t('trial.no_changes')}</p> : null}
        {trial.changes.map((change) => (
          <div key={`${change.before} ${change.after}`} className="trial-change">
            <p>
              <strong>
                {t('trial.change', {
                  number: change.count,
                  count: count(change.count),
                  before: t(`trial.was.${change.before}`),
                  after: t(`trial.would.${change.after}`),
                })}
              </strong>{' '}
              {change.warned > 0 ? (
                <span className={change.after === 'ignore' ? 'note' : 'quiet'}>
                  {t('trial.person_warned', { count: count(change.warned) })}
                </span>
              ) : null}{' '}
              {change.dismissed > 0 ? (
                <span className={change.after === 'warn' ? 'note' : 'quiet'}>
                  {t('trial.person_dismissed', { count: count(change.dismissed) })}
                </span>
              ) : null}
            </p>
            <ul className="plain-list">
              {change.examples.map((one) => (
                <li key={one.detection}>
                  <SeverityMark severity={one.severity} />
                  <Link to="/triage" search={{ open: one.detection }} className="ds-link breaks">
                    {one.label} · {one.member_name}
                  </Link>
                  <Time at={one.at} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Section>
      {trial.members.length > 0 ? (
        <Section level={3} title={t('trial.members')}>
          <table className="plain-table">
            <caption className="ds-sr-only">{t('trial.members')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('column.member')}</th>
                {actions.map((action) => (
                  <th key={action} scope="col">
                    {t(`trial.action.${action}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {trial.members.map((one) => (
                <tr key={one.member}>
                  <th scope="row">
                    <Link to="/members/$orgnr" params={{ orgnr: one.member }} className="ds-link">
                      {one.name}
                    </Link>
                  </th>
                  {actions.map((action) => (
                    <td key={action} data-label={t(`trial.action.${action}`)}>
                      {count(one[action].before)} → {count(one[action].after)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ) : null}
    </>
  )
}

function Figures({ caption, rows }: { caption: string; rows: { name: string; before: number; after: number }[] }) {
  const { t, count } = useText()
  return (
    <table className="plain-table trial-figures">
      <caption className="ds-sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('trial.what')}</th>
          <th scope="col">{t('trial.before')}</th>
          <th scope="col">{t('trial.after')}</th>
          <th scope="col">{t('trial.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-label={t('trial.before')}>{count(before)}</td>
            <td data-label={t('trial.after')}>{count(after)}</td>
            <td data-label={t('trial.difference')}>
              {after === before ? (
                <span className="dash">0</span>
              ) : (
                `${after > before ? '+' : '−'}${count(Math.abs(after - before))}`
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
