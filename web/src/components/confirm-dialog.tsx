import { Button, Dialog, Heading } from '@digdir/designsystemet-react'
import type { ReactNode } from 'react'
import { useText } from '../app/i18n.tsx'
import { autofocus } from './autofocus.ts'

type ConfirmDialogProps = {
  title: string
  confirm: string
  danger?: boolean
  busy?: boolean
  disabled?: boolean
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks once before something that others will notice. Mounted only while it asks. */
export function ConfirmDialog({
  title,
  confirm,
  danger,
  busy,
  disabled,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { t } = useText()
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} closedby="any" data-size="sm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        <Heading level={2} data-size="xs" className="dialog-title">
          {title}
        </Heading>
        <div className="dialog-body">{children}</div>
        <div className="dialog-actions">
          <Button
            ref={disabled === undefined ? autofocus : null}
            type="submit"
            data-color={danger ? 'danger' : 'accent'}
            loading={busy ?? false}
            disabled={disabled}
          >
            {confirm}
          </Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
