import { Link } from '@tanstack/react-router'
import type { PortalMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** Where the catalogue says how it is done, and NSM's numbers for it. */
export function MeasureHow({ measure: { catalogue, nsm, text } }: { measure: PortalMeasure }) {
  const { t } = useText()
  if (catalogue === null && nsm.length === 0) return null
  return (
    <p className="portal-how quiet">
      {catalogue === null ? null : (
        <Link to="/measures/$key" params={{ key: catalogue }} className="ds-link">
          {t('portal.how')}
          <span className="ds-sr-only">: {text}</span>
        </Link>
      )}
      {nsm.length === 0 ? null : ` NSM ${nsm.join(', ')}`}
    </p>
  )
}
