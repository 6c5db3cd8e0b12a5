import { useQuery } from '@tanstack/react-query'
import type { LookBack } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { lookBacksQuery } from './hunt.queries.ts'
import { Progress } from './hunt-state.tsx'

const shownPasses = 3

/** New indicators look back by themselves: how far they are. Nothing is shown where none has yet. */
export function LookBacks() {
  const { t } = useText()
  const { data } = useQuery(lookBacksQuery)
  if (!data || (data.items.length === 0 && data.waiting === 0)) return null
  return (
    <Section title={t('look_back.title')} level={2}>
      <p className="quiet">{t('look_back.text')}</p>
      <ul className="look-backs">
        {data.waiting > 0 ? <li>{t('look_back.queue', { count: data.waiting })}</li> : null}
        {data.items.slice(0, shownPasses).map((pass) => (
          <Pass key={pass.id} of={pass} />
        ))}
      </ul>
    </Section>
  )
}

function Pass({ of: pass }: { of: LookBack }) {
  const { t, count } = useText()
  const { indicators, days, events_done, events_total } = pass
  return (
    <li>
      <span>{t(`look_back.${pass.state}`, { count: indicators, days })}</span>
      {pass.state === 'running' ? (
        <Progress
          done={events_done}
          total={events_total}
          label={t('hunt.searched', { done: count(events_done), total: count(events_total) })}
        />
      ) : null}
      {pass.state === 'done' ? (
        <span className={pass.events_found > 0 ? undefined : 'quiet'}>
          {t('look_back.found', { count: pass.events_found })}
        </span>
      ) : null}
      <Time at={pass.ended_at ?? pass.created_at} />
    </li>
  )
}
