import { Button } from '@digdir/designsystemet-react'
import { useBlocker } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

type UnsavedProps = {
  dirty: boolean
  /** Whether it was saved. */
  onSave: () => Promise<boolean>
}

/** Whoever leaves what is not saved is asked once; the browser asks by itself where the whole page goes. */
export function AdvisoryUnsaved({ dirty, onSave }: UnsavedProps) {
  const { t } = useText()
  const leaving = useBlocker({
    // Another language is the same form.
    shouldBlockFn: ({ current, next }) =>
      dirty && (next.pathname !== current.pathname || !('view' in next.search) || next.search.view !== 'edit'),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (leaving.status !== 'blocked') return null
  const { proceed, reset } = leaving
  return (
    <ConfirmDialog
      title={t('advisory.unsaved')}
      confirm={t('advisory.unsaved.save')}
      onClose={reset}
      onConfirm={() => void onSave().then((saved) => (saved ? proceed() : reset()))}
    >
      <p>{t('advisory.unsaved.text')}</p>
      <Button type="button" variant="tertiary" data-size="sm" onClick={proceed}>
        {t('advisory.unsaved.leave')}
      </Button>
    </ConfirmDialog>
  )
}
