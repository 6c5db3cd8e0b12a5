import { Button, Details } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import type { AffectedMember } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { Reason } from './reason.tsx'
import { sourceName } from './source-name.ts'

const fills = { certain: 'full', likely: 'half', possible: 'open' } as const

export type AffectedProduct = AffectedMember['products'][number]
/** Asks whether a product is affected; null where the reader may not say so. */
type OnSettle = ((product: AffectedProduct) => void) | null

export const productName = (product: { vendor: string; product: string; version: string }) =>
  [product.vendor, product.product, product.version].filter((word) => word !== '').join(' ')

type AffectedProps = { cve: string; affected: AffectedMember[]; onSettle: OnSettle }

/** Who has it, the surest first, and by what. Those who are done with it are counted, and shown to whoever asks. */
export function Affected({ affected, ...rest }: AffectedProps) {
  const { t } = useText()
  const [open, ended] = [true, false].map((isOpen) => affected.filter(({ ended_at }) => (ended_at === null) === isOpen))
  return (
    <>
      <Members affected={open ?? []} {...rest} />
      {ended?.length ? (
        <Details data-size="sm">
          <Details.Summary>{t('affected.ended', { count: ended.length })}</Details.Summary>
          <Details.Content>
            <Members affected={ended} {...rest} />
          </Details.Content>
        </Details>
      ) : null}
    </>
  )
}

const Members = ({ cve, affected, onSettle }: AffectedProps) => (
  <ul className="affected">
    {affected.map((one) => (
      <Member key={one.member} cve={cve} of={one} onSettle={onSettle} />
    ))}
  </ul>
)

function Member({ cve, of: one, onSettle }: { cve: string; of: AffectedMember; onSettle: OnSettle }) {
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
        <div
          key={`${product.source} ${product.vendor} ${product.product} ${product.version}`}
          className="quiet affected-line"
        >
          <p>
            {productName(product)}
            {product.assets > 1 ? ` (${t('affected.assets', { count: product.assets })})` : ''}
            {' · '}
            {t(product.verdict === 'unknown' ? 'affected.unknown' : `grade.${product.grade}`)}
            {', '}
            {t('affected.by', { source: sourceName(product.source, t) })}
            {'. '}
            <Reason of={product.reason} />
          </p>
          {onSettle && product.software === null ? (
            <Link to="/products" search={{ tab: 'exposure', member: one.member, cve }} className="ds-link">
              {t('affected.finding')}
            </Link>
          ) : null}
          {onSettle && product.software !== null && product.reason.code !== 'settled' ? (
            <Button
              data-size="sm"
              variant="tertiary"
              className="settle"
              aria-label={t('settle.open_of', { product: productName(product) })}
              onClick={() => onSettle(product)}
            >
              {t('settle.open')}
            </Button>
          ) : null}
        </div>
      ))}
    </li>
  )
}
