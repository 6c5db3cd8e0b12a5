import { Button } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Hunt } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact, orgnr } from '../../app/search-params.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { eventsAddress, strip } from './found.ts'

const resultsAtOnce = 100

/** Whose events hold any of it, the most first, with the days it was on; a name narrows the list below down to it. */
export function FoundMembers({ hunt, chosen }: { hunt: Hunt; chosen: string | undefined }) {
  const { t, count } = useText()
  return (
    <ul className="hunt-members">
      {hunt.members.map((member) => (
        <li key={member.member ?? ''} data-chosen={(chosen !== undefined && member.member === chosen) || undefined}>
          {member.member === null ? (
            <span>{t('hunt.no_member')}</span>
          ) : (
            <Link
              from="/hunt/$id"
              to="/hunt/$id"
              search={(old) => compact({ ...old, member: chosen === member.member ? undefined : orgnr(member.member) })}
              className="ds-link"
              aria-current={chosen === member.member || undefined}
              resetScroll={false}
              replace
            >
              {member.member_name}
            </Link>
          )}
          <Sparkline
            values={strip(member.days, hunt)}
            label={t('hunt.strip', { count: member.events, days: hunt.days })}
          />
          <span className="hunt-counts">
            {t('hunt.member.counts', { indicators: member.indicators, events: count(member.events) })}
          </span>
          <Time at={member.last_seen} />
        </li>
      ))}
    </ul>
  )
}

/** What was seen where: each indicator at each member. */
export function FoundList({ results, total }: { results: Hunt['results']; total: number }) {
  const { t, count } = useText()
  const [shown, setShown] = useState(resultsAtOnce)
  if (results.length === 0) return <Empty title={t('hunt.none_narrowed')} />
  return (
    <>
      <ul className="hunt-results">
        {results.slice(0, shown).map((result) => (
          <li key={`${result.type} ${result.value} ${result.member}`}>
            <div className="hunt-value">
              <Copyable value={result.value} length={48} /> <span className="quiet">{result.type}</span>
            </div>
            <strong className="hunt-count">{t('hunt.events', { count: result.events })}</strong>
            <div className="hunt-where">
              <span>{result.member_name ?? t('hunt.no_member')}</span>
              <span className="quiet">{result.fields.map((field) => t(`field.${field}`)).join(', ')}</span>
            </div>
            <div className="hunt-when quiet">
              <span>
                {t('hunt.first')} <Time at={result.first_seen} />
              </span>
              <span>
                {t('hunt.last')} <Time at={result.last_seen} />
              </span>
              <a className="ds-link" href={eventsAddress(result)}>
                {t('hunt.see_events')}
              </a>
            </div>
          </li>
        ))}
      </ul>
      {results.length > shown ? (
        <Button data-size="sm" variant="secondary" onClick={() => setShown(shown + resultsAtOnce)}>
          {t('hunt.more', { left: count(results.length - shown) })}
        </Button>
      ) : null}
      {total > 0 ? <p className="quiet">{t('hunt.left_out', { count: total })}</p> : null}
    </>
  )
}
