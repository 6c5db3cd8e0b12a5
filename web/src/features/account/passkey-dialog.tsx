import { Textfield } from '@digdir/designsystemet-react'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { showToast } from '../../components/toast.tsx'
import { useFault } from '../sign-in/fault.tsx'
import { waysQuery } from './account.queries.ts'
import { AccountFault } from './account-fault.tsx'

/** One more passkey, with a name to know it by. */
export function PasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const { fault, attempt } = useFault()
  const form = useForm({ defaultValues: { name: '' } })
  const { errors, isSubmitting } = form.formState
  const add = form.handleSubmit(async ({ name }) => {
    if (!(await attempt(() => auth.passkey.addPasskey({ name: name.trim() })))) return
    showToast(t('passkey.added'))
    onClose()
    await client.invalidateQueries({ queryKey: waysQuery.queryKey })
  })
  const field = form.register('name', {
    validate: (value) => value.trim() !== '' || t('passkey.name.missing'),
    maxLength: { value: 100, message: t('enrol.name.long') },
  })
  return (
    <ConfirmDialog
      title={t('passkey.add')}
      confirm={t('welcome.passkey.go')}
      busy={isSubmitting}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void add()}
    >
      <Textfield
        label={t('passkey.name')}
        description={t('passkey.name.text')}
        autoComplete="off"
        error={errors.name?.message}
        {...field}
        ref={(input) => {
          field.ref(input)
          autofocus(input)
        }}
      />
      <AccountFault fault={fault} />
    </ConfirmDialog>
  )
}
