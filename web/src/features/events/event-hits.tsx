import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Section } from '../../components/section.tsx'
import { indicatorQuery } from './value-name.ts'

/** Which indicators were found where in the event, and the ways on: to what was made of it, and to where else it was seen. */
export function EventHits({ event }: { event: EventRecord }) {
  const { t } = useText()
  const byIndicator = Map.groupBy(event.hits, (hit) => hit.indicator)
  return (
    <Section title={t('events.hits', { count: byIndicator.size })}>
      <ul className="plain-list hits">
        {[...byIndicator].map(([indicator, hits]) => (
          <li key={indicator}>
            <Hit indicator={indicator} where={[...new Set(hits.map(({ field }) => t(`field.${field}`)))].join(', ')} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Hit({ indicator, where }: { indicator: string; where: string }) {
  const { t } = useText()
  const may = useMay('indicators.read')
  const mayTriage = useMay('detections.read')
  const { data } = useQuery({ ...indicatorQuery(indicator), enabled: may })
  return (
    <div className="hit">
      <p>
        <Copyable value={data?.value ?? indicator} length={44} />{' '}
        {data ? <span className="quiet">{`${data.category} · TLP:${data.tlp}`}</span> : null}
      </p>
      <p className="quiet">{t('event.hits', { where })}</p>
      <ul className="plain-links">
        <li>
          <Link to="/events" search={{ indicator, span: '30d' }} className="ds-link">
            {t('events.more.indicator')}
          </Link>
        </li>
        {mayTriage && data ? (
          <li>
            <Link to="/triage" search={{ q: data.value }} className="ds-link">
              {t('events.more.detections')}
            </Link>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
