import type { Severity } from '../api/types.ts'
import { useText } from '../app/i18n.tsx'

const shapes: Record<Severity, string> = { critical: '◆', high: '▲', medium: '●', low: '○' }

/** Shape and word; colour only where it is severe. The same on every page. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useText()
  return (
    <span className="severity" data-severity={severity}>
      <span aria-hidden="true" className="severity-shape">
        {shapes[severity]}
      </span>
      {t(`severity.${severity}`)}
    </span>
  )
}
