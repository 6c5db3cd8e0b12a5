import { Button, Details } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import type { AffectedMember } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { Reason } from './reason.tsx'
import { sourceName } from './source-name.ts'
import { countyName } from './vulnerabilities.search.ts'

const fills = { certain: 'full', likely: 'half', possible: 'open' } as const

export type AffectedProduct = AffectedMember['products'][number]
/** Asks whether a product is affected; null where the reader may not say so. */
type OnSettle = ((product: AffectedProduct) => void) | null

export const productName = (product: { vendor: string; product: string; version: string }) =>
  [product.vendor, product.product, product.version].filter((word) => word !== '').join(' ')

/** Who has it, the surest first, and by what. */
export function Affected({ affected, onSettle }: { affected: AffectedMember[]; onSettle: OnSettle }) {
  return (
    <ul className="affected">
      {affected.map((one) => (
        <Member key={one.member} of={one} onSettle={onSettle} />
      ))}
    </ul>
  )
}

function Member({ of: one, onSettle }: { of: AffectedMember; onSettle: OnSettle }) {
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
          {productName(product)}
          {product.assets > 1 ? ` (${t('affected.assets', { count: product.assets })})` : ''}
          {' · '}
          {t(product.verdict === 'unknown' ? 'affected.unknown' : `grade.${product.grade}`)}
          {', '}
          {t('affected.by', { source: sourceName(product.source, t) })}
          {'. '}
          <Reason of={product.reason} />
          {onSettle && product.software !== null && product.reason.code !== 'settled' ? (
            <>
              {' '}
              <Button
                data-size="sm"
                variant="tertiary"
                className="settle"
                aria-label={t('settle.open_of', { product: productName(product) })}
                onClick={() => onSettle(product)}
              >
                {t('settle.open')}
              </Button>
            </>
          ) : null}
        </p>
      ))}
    </li>
  )
}

/** Where they are: a tile for each county, and the same as a table. */
export function AffectedByCounty({ affected }: { affected: AffectedMember[] }) {
  const { t } = useText()
  const open = affected.filter(({ ended_at }) => ended_at === null)
  const rows = [...Map.groupBy(open, ({ county }) => county)]
    .map(([county, members]) => ({
      county,
      name: countyName(county) ?? t('county.none'),
      sure: members.filter(({ verdict, grade }) => verdict === 'affected' && grade !== 'possible').length,
      all: members.length,
    }))
    .sort((a, b) => b.all - a.all || a.name.localeCompare(b.name, 'nb'))
  if (rows.length < 2) return null
  return (
    <>
      <ul className="county-tiles" aria-label={t('county.title')}>
        {rows.map(({ county, name, sure, all }) => (
          <li key={county ?? 'none'} data-sure={sure > 0 || undefined}>
            <span className="county-figure">{all}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
      <Details className="twin" data-size="sm">
        <Details.Summary>{t('twin.show')}</Details.Summary>
        <Details.Content>
          <table className="twin-table">
            <caption className="ds-sr-only">{t('county.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('column.county')}</th>
                <th scope="col">{t('county.sure')}</th>
                <th scope="col">{t('county.all')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ county, name, sure, all }) => (
                <tr key={county ?? 'none'}>
                  <th scope="row">{name}</th>
                  <td>{sure}</td>
                  <td>{all}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Details.Content>
      </Details>
    </>
  )
}
