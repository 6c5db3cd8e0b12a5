import { Button } from '@digdir/designsystemet-react'
import { useText } from '../app/i18n.tsx'

type MorePagesProps = { shown: number; more: boolean; busy: boolean; onMore: () => void }

/** The foot of a list: how many are shown, and the way to the rest. */
export function MorePages({ shown, more, busy, onMore }: MorePagesProps) {
  const { t } = useText()
  if (shown === 0) return null
  return (
    <div className="more">
      <span className="quiet">{t(more ? 'list.shown_more' : 'list.shown', { count: shown })}</span>
      {more ? (
        <Button variant="secondary" data-size="sm" loading={busy} onClick={onMore}>
          {t('list.more')}
        </Button>
      ) : null}
    </div>
  )
}
