import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { untilKept } from '../../components/secret-once.tsx'
import { showToast } from '../../components/toast.tsx'
import { useFault } from '../sign-in/fault.tsx'
import { PasswordSetup, shortestPassword } from '../sign-in/password-setup.tsx'
import { RecoveryCodes } from '../sign-in/recovery-codes.tsx'
import { waysQuery } from './account.queries.ts'
import { AccountFault, AccountProblem } from './account-fault.tsx'

type Closing = { onClose: () => void }

/** A password with a code, for whoever signs in another way until now. */
export function AddPasswordDialog({ onClose }: Closing) {
  const { t } = useText()
  const client = useQueryClient()
  const close = () => {
    onClose()
    void client.invalidateQueries({ queryKey: waysQuery.queryKey })
  }
  return (
    <Dialog open onClose={close} closeButton={t('close')} data-size="sm" className="wide-dialog">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('password.add')}
      </Heading>
      <PasswordSetup
        onBack={close}
        onDone={() => {
          showToast(t('password.added'))
          close()
        }}
        problem={(error) => <AccountProblem error={error} />}
        fault={(fault) => <AccountFault fault={fault} />}
      />
    </Dialog>
  )
}

export function ChangePasswordDialog({ onClose }: Closing) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const form = useForm({ defaultValues: { old: '', password: '', again: '' } })
  const { errors, isSubmitting } = form.formState
  const change = form.handleSubmit(async ({ old, password }) => {
    if (!(await attempt(() => auth.changePassword({ currentPassword: old, newPassword: password })))) return
    showToast(t('password.changed'))
    onClose()
  })
  return (
    <ConfirmDialog
      title={t('password.change')}
      confirm={t('password.change')}
      busy={isSubmitting}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void change()}
    >
      <p>{t('password.change.text')}</p>
      <Textfield
        label={t('password.old')}
        type="password"
        autoComplete="current-password"
        error={errors.old?.message}
        {...form.register('old', { required: t('sign.password.missing') })}
      />
      <Textfield
        label={t('password.new')}
        description={t('password.lead', { count: shortestPassword })}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...form.register('password', {
          validate: (value) => value.length >= shortestPassword || t('password.short', { count: shortestPassword }),
        })}
      />
      <Textfield
        label={t('password.again')}
        type="password"
        autoComplete="new-password"
        error={errors.again?.message}
        {...form.register('again', {
          validate: (again, fields) => again === fields.password || t('password.differs'),
        })}
      />
      <AccountFault fault={fault} />
    </ConfirmDialog>
  )
}

/** New recovery codes in place of the old, which stop working. */
export function NewCodesDialog({ onClose }: Closing) {
  const { t } = useText()
  const client = useQueryClient()
  const { fault, attempt } = useFault()
  const [codes, setCodes] = useState<string[] | null>(null)
  const [kept, setKept] = useState(false)
  const form = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const make = form.handleSubmit(async ({ password }) => {
    await attempt(async () => {
      const reply = await auth.twoFactor.generateBackupCodes({ password })
      if (reply.data) setCodes(reply.data.backupCodes)
      return reply
    })
  })
  const close = () => {
    onClose()
    void client.invalidateQueries({ queryKey: waysQuery.queryKey })
  }
  if (codes) {
    return (
      <Dialog open onClose={close} {...untilKept} data-size="sm">
        <Heading level={2} data-size="xs" className="dialog-title">
          {t('codes.new')}
        </Heading>
        <div className="stack">
          <p>{t('codes.new.text')}</p>
          <RecoveryCodes codes={codes} kept={kept} onKept={setKept} />
          <div className="dialog-actions">
            <Button disabled={!kept} onClick={close}>
              {t('secret.close')}
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('codes.make')}
      confirm={t('codes.make')}
      busy={isSubmitting}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void make()}
    >
      <p>{t('codes.make.text')}</p>
      <Textfield
        label={t('sign.password')}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password', { required: t('sign.password.missing') })}
      />
      <AccountFault fault={fault} />
    </ConfirmDialog>
  )
}
