import { Button, Textfield } from '@digdir/designsystemet-react'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { AuthFault, useFault } from './fault.tsx'

/** A recovery code instead of the app's: each lets its owner in once. */
export function RecoveryForm({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const form = useForm({ defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState
  const send = form.handleSubmit(async ({ code }) => {
    if (await attempt(() => auth.twoFactor.verifyBackupCode({ code: code.replaceAll(/\s/g, '') }))) onDone()
  })
  return (
    <form className="stack" onSubmit={(event) => void send(event)} noValidate>
      <Textfield
        label={t('recovery.code')}
        description={t('recovery.code.text')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="mono-field"
        error={errors.code?.message}
        {...form.register('code', { validate: (code) => code.trim() !== '' || t('recovery.code.missing') })}
      />
      <AuthFault fault={fault} />
      <Button type="submit" loading={isSubmitting}>
        {t('sign.in')}
      </Button>
    </form>
  )
}
