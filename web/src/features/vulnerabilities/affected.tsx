import { Link } from '@tanstack/react-router'
import type { AffectedMember } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { Reason } from './reason.tsx'
import { sourceName } from './source-name.ts'

const fills = { certain: 'full', likely: 'half', possible: 'open' } as const

/** Who has it, the surest first, and by what. */
export function Affected({ affected }: { affected: AffectedMember[] }) {
  return (
    <ul className="affected">
      {affected.map((one) => (
        <Member key={one.member} of={one} />
      ))}
    </ul>
  )
}

function Member({ of: one }: { of: AffectedMember }) {
  const { t } = useText()
  const mayRead = useMay('members.read')
  const isOver = one.ended_at !== null
  return (
    <li data-over={isOver || undefined}>
      <div className="affected-head">
        {mayRead ? (
          <Link to="/members/$orgnr" params={{ orgnr: one.member }} className="ds-link">
            {one.name}
          </Link>
        ) : (
          <span>{one.name}</span>
        )}
        <StateMark fill={isOver ? 'none' : one.verdict === 'unknown' ? 'open' : fills[one.grade]}>
          {t(isOver ? 'affected.over' : one.verdict === 'unknown' ? 'affected.unknown' : `grade.${one.grade}`)}
        </StateMark>
        {one.exposed === true ? <span className="risk-part">{t('part.exposed')}</span> : null}
        {one.care_impact === 'high' || one.care_impact === 'critical' ? (
          <span className="risk-part">{t('part.care')}</span>
        ) : null}
        {one.vex === null ? null : <span className="quiet">{t(`vex.${one.vex}`)}</span>}
        {one.opened_at !== null && !isOver ? (
          <span className="quiet">
            {t('affected.since')} <Time at={one.opened_at} />
          </span>
        ) : null}
      </div>
      {one.products.map((product) => (
        <p
          key={`${product.source} ${product.vendor} ${product.product} ${product.version}`}
          className="quiet affected-product"
        >
          {[product.vendor, product.product, product.version].filter((word) => word !== '').join(' ')}
          {product.assets > 1 ? ` (${t('affected.assets', { count: product.assets })})` : ''}
          {' · '}
          {t(product.verdict === 'unknown' ? 'affected.unknown' : `grade.${product.grade}`)}
          {', '}
          {t('affected.by', { source: sourceName(product.source, t) })}
          {'. '}
          <Reason of={product.reason} />
        </p>
      ))}
    </li>
  )
}
