import { Button } from '@digdir/designsystemet-react'
import { useText } from '../../app/i18n.tsx'
import { ActButtons } from './act-buttons.tsx'
import type { ActWord } from './acts.ts'

type BulkBarProps = {
  count: number
  acts: readonly ActWord[]
  onAct: (act: ActWord) => void
  onClear: () => void
}

/** What can be done with the chosen rows; visible as soon as one is chosen. */
export function BulkBar({ count, acts, onAct, onClear }: BulkBarProps) {
  const { t } = useText()
  if (count === 0) return null
  return (
    <section className="bulk" aria-label={t('bulk.label')}>
      <strong>{t('bulk.count', { count })}</strong>
      <ActButtons acts={acts} onAct={onAct} />
      <Button data-size="sm" variant="tertiary" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </section>
  )
}
