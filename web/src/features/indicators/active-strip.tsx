import { useQuery } from '@tanstack/react-query'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { activeQuery } from './indicators.queries.ts'

type ActiveStripProps = {
  chosen: Indicator['type'] | undefined
  onChoose: (type: Indicator['type'] | undefined) => void
}

/** How many of each type events are matched against now, by what the engine holds; a type is also a filter. */
export function ActiveStrip({ chosen, onChoose }: ActiveStripProps) {
  const { t, count } = useText()
  const active = useQuery(activeQuery)
  if (active.error) return <ProblemNotice error={active.error} retry={() => void active.refetch()} />
  if (!active.data) return <div className="type-strip" aria-hidden="true" />
  const types = active.data.types.filter(({ known }) => known > 0)
  const total = types.reduce((sum, one) => sum + one.active, 0)
  return (
    <section className="type-strip" aria-label={t('indicators.active')}>
      <p className="type-total">
        <strong>{count(total)}</strong> {t('indicators.active.total', { count: total })}
        <span className="quiet">
          {' · '}
          <Time at={active.data.as_of} />
        </span>
      </p>
      <ul>
        {types.map((one) => (
          <li key={one.type}>
            <button
              type="button"
              className="type-count ds-focus"
              aria-pressed={one.type === chosen}
              onClick={() => onChoose(one.type === chosen ? undefined : one.type)}
            >
              <span>{t(`indicator.type.${one.type}`)}</span>
              <strong>{count(one.active)}</strong>
              {one.active === one.known ? null : (
                <span className="quiet">{t('indicators.active.of', { known: count(one.known) })}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
