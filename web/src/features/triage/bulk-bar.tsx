import { Button } from '@digdir/designsystemet-react'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'

type BulkBarProps = {
  count: number
  onWarn?: () => void
  onDismiss?: () => void
  onRestore?: () => void
  onClear: () => void
}

/** What can be done with the chosen rows; visible as soon as one is chosen. */
export function BulkBar({ count, onWarn, onDismiss, onRestore, onClear }: BulkBarProps) {
  const { t } = useText()
  if (count === 0) return null
  return (
    <section className="bulk" aria-label={t('bulk.label')}>
      <strong>{t('bulk.count', { count })}</strong>
      {onWarn ? (
        <Button data-size="sm" onClick={onWarn}>
          <Icon name="send" size={18} />
          {t('triage.warn')} <kbd>W</kbd>
        </Button>
      ) : null}
      {onDismiss ? (
        <Button data-size="sm" variant="secondary" onClick={onDismiss}>
          {t('triage.dismiss')} <kbd>3</kbd>
        </Button>
      ) : null}
      {onRestore ? (
        <Button data-size="sm" variant="secondary" onClick={onRestore}>
          <Icon name="undo" size={18} />
          {t('triage.restore')}
        </Button>
      ) : null}
      <Button data-size="sm" variant="tertiary" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </section>
  )
}
