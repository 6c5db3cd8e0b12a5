import { Skeleton } from '@digdir/designsystemet-react'
import { useText } from '../app/i18n.tsx'

const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

/** The outline of what is coming, so that nothing jumps when it comes. */
export function SkeletonRows({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useText()
  return (
    <div className="skeleton-rows" role="status" aria-label={t('loading')}>
      {lines.slice(0, rows).map((line) => (
        <Skeleton key={line} variant="rectangle" height={height} width="100%" />
      ))}
    </div>
  )
}
