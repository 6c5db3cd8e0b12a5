import { Button, Textfield } from '@digdir/designsystemet-react'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { AuthFault, useFault } from './fault.tsx'

/** The six digits of an authenticator app, for signing in and for finishing its set-up. */
export function CodeForm({ button, onDone }: { button: string; onDone: () => void }) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const form = useForm<{ code: string }>({ defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState
  const send = form.handleSubmit(async ({ code }) => {
    if (await attempt(() => auth.twoFactor.verifyTotp({ code: code.replaceAll(/\s/g, '') }))) onDone()
  })
  return (
    <form className="stack" onSubmit={(event) => void send(event)} noValidate>
      <Textfield
        label={t('sign.code')}
        description={t('sign.code.text')}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="code-field"
        error={errors.code?.message}
        {...form.register('code', {
          validate: (code) => /^\d{6}$/.test(code.replaceAll(/\s/g, '')) || t('sign.code.wrong'),
        })}
      />
      <AuthFault fault={fault} />
      <Button type="submit" loading={isSubmitting}>
        {button}
      </Button>
    </form>
  )
}
