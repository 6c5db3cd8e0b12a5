import { Button, Divider, Paragraph, Textfield } from '@digdir/designsystemet-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { AlonePage } from './alone-page.tsx'
import { CodeForm } from './code-form.tsx'
import { useEnter } from './entry.ts'
import { AuthFault, useFault } from './fault.tsx'

type Fields = { email: string; password: string }

/** Passkey first; e-mail and password with a code from an app as the other way. */
export function SignInPage() {
  const { t } = useText()
  const { next } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const passkey = useFault()
  const password = useFault()
  const [step, setStep] = useState<'who' | 'code'>('who')
  const [waiting, setWaiting] = useState(false)
  const form = useForm<Fields>({ defaultValues: { email: '', password: '' } })
  const { errors, isSubmitting } = form.formState

  const withPasskey = async () => {
    setWaiting(true)
    if (await passkey.attempt(() => auth.signIn.passkey())) await enter(next)
    setWaiting(false)
  }
  const withPassword = form.handleSubmit(async (fields) => {
    let needsCode = false
    const went = await password.attempt(async () => {
      const reply = await auth.signIn.email(fields)
      needsCode = reply.data !== null && 'twoFactorRedirect' in reply.data && reply.data.twoFactorRedirect === true
      return reply
    })
    if (went && needsCode) setStep('code')
    else if (went) await enter(next)
  })

  if (step === 'code') {
    return (
      <AlonePage title={t('sign.code.title')}>
        <CodeForm button={t('sign.in')} onDone={() => void enter(next)} />
        <Button variant="tertiary" onClick={() => setStep('who')}>
          {t('sign.back')}
        </Button>
      </AlonePage>
    )
  }
  return (
    <AlonePage title={t('sign.in')}>
      <Paragraph>{t('sign.lead')}</Paragraph>
      <Button onClick={() => void withPasskey()} loading={waiting}>
        <Icon name="key" />
        {t('sign.passkey')}
      </Button>
      <AuthFault fault={passkey.fault} />
      <Divider />
      <form className="stack" onSubmit={(event) => void withPassword(event)} noValidate>
        <Textfield
          label={t('sign.email')}
          type="email"
          autoComplete="username webauthn"
          error={errors.email?.message}
          {...form.register('email', { required: t('sign.email.missing') })}
        />
        <Textfield
          label={t('sign.password')}
          type="password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...form.register('password', { required: t('sign.password.missing') })}
        />
        <AuthFault fault={password.fault} />
        <Button type="submit" variant="secondary" loading={isSubmitting}>
          {t('sign.with_password')}
        </Button>
      </form>
      <Paragraph data-size="sm" className="quiet">
        {t('sign.help')}
      </Paragraph>
    </AlonePage>
  )
}
