import { Button } from '@digdir/designsystemet-react'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { productName } from './affected.tsx'
import { Reason } from './reason.tsx'

type SettledProps = {
  settled: VulnerabilityDetail['settled']
  /** Null where the reader may not. */
  onWithdraw: ((software: number) => void) | null
}

/** What the team settled of products, and what would hold without that. */
export function Settled({ settled, onWithdraw }: SettledProps) {
  const { t } = useText()
  if (settled.length === 0) return null
  return (
    <>
      <h4 className="said-title">{t('settled.title')}</h4>
      <ul className="said">
        {settled.map((one) => (
          <li key={one.software}>
            <span>
              <b>{productName(one)}</b>: {t(`settle.${one.verdict}`)}. {t('settled.members', { count: one.members })}
            </span>
            <span className="quiet">
              {one.said_by}, <Time at={one.said_at} />: {one.reason}
            </span>
            <span className="quiet">
              {one.otherwise === null ? (
                t('settled.nothing')
              ) : (
                <>
                  {t('settled.otherwise', {
                    verdict: (one.otherwise.verdict === 'unknown'
                      ? t('settled.unknown')
                      : t(`settle.${one.otherwise.verdict}`)
                    ).toLowerCase(),
                  })}{' '}
                  <Reason of={one.otherwise.reason} />
                </>
              )}
            </span>
            {onWithdraw ? (
              <Button
                data-size="sm"
                variant="tertiary"
                aria-label={t('settle.withdraw_of', { product: productName(one) })}
                onClick={() => onWithdraw(one.software)}
              >
                {t('settle.withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
