import { Button, Checkbox, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { SavedView } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { ViewOrder } from './use-view-acts.ts'
import { linkOf } from './view-address.ts'

type ViewDialogProps = {
  /** None: what is shown is saved as a new one. */
  view: SavedView | undefined
  /** What the page shows now. */
  search: string
  busy: boolean
  error: unknown
  onSave: (order: ViewOrder) => void
  onRemove: () => void
  onClose: () => void
}

/** A view's name, who sees it, and whether the page opens with it. */
export function ViewDialog({ view, search, busy, error, onSave, onRemove, onClose }: ViewDialogProps) {
  const { t } = useText()
  const leads = useMay('policy.write')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [start, setStart] = useState(view?.start ?? false)
  const [anew, setAnew] = useState(false)
  const mine = view?.mine ?? true
  return (
    <ConfirmDialog
      title={view ? view.name : t('views.save')}
      confirm={t('views.save.button')}
      busy={busy}
      disabled={name.trim() === ''}
      onClose={onClose}
      onConfirm={() => onSave({ name: name.trim(), shared, start, search: view && !anew ? view.search : search })}
    >
      {mine ? (
        <>
          <Textfield
            label={t('views.name')}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {view && view.search !== search ? (
            <Checkbox
              label={t('views.anew')}
              description={t('views.anew.text')}
              checked={anew}
              onChange={(event) => setAnew(event.target.checked)}
            />
          ) : null}
          <Checkbox
            label={t('views.share')}
            description={t('views.share.text')}
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
        </>
      ) : (
        <p>{t('views.by', { name: view?.by ?? '' })}</p>
      )}
      <Checkbox
        label={t('views.start')}
        description={t('views.start.text')}
        checked={start}
        onChange={(event) => setStart(event.target.checked)}
      />
      {view ? (
        <p className="view-link">
          {t('views.link')} <CopyButton value={linkOf(view, window.location.origin)} name={t('views.link')} />
        </p>
      ) : null}
      {view && (mine || leads) ? (
        <div>
          <Button type="button" data-size="sm" variant="tertiary" data-color="danger" onClick={onRemove}>
            {t('views.remove')}
          </Button>
        </div>
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
    </ConfirmDialog>
  )
}
