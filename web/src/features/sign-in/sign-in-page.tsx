import { Button, Divider, Paragraph, Textfield } from '@digdir/designsystemet-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { AlonePage } from './alone-page.tsx'
import { useEnter } from './entry.ts'
import { AuthFault, NamedFault, useFault } from './fault.tsx'
import { OrganisationButtons, useOrganisation } from './organisations.tsx'
import { SecondStep } from './second-step.tsx'

/** Passkey first, then the organisation's own sign-in; e-mail and password with a code from an app as the other way. */
export function SignInPage() {
  const { t } = useText()
  const { next, fault: returned } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const passkey = useFault()
  const organisation = useOrganisation('/sign-in/oidc', next)
  const [step, setStep] = useState<'who' | 'code'>('who')
  const [waiting, setWaiting] = useState(false)

  const withPasskey = async () => {
    setWaiting(true)
    if (await passkey.attempt(() => auth.signIn.passkey())) await enter(next)
    setWaiting(false)
  }

  if (step === 'code') return <SecondStep onDone={() => void enter(next)} onBack={() => setStep('who')} />
  return (
    <AlonePage title={t('sign.in')}>
      <Paragraph>{t('sign.lead')}</Paragraph>
      {returned ? <NamedFault code={returned} /> : null}
      <Button onClick={() => void withPasskey()} loading={waiting}>
        <Icon name="key" />
        {t('sign.passkey')}
      </Button>
      <AuthFault fault={passkey.fault} />
      <OrganisationButtons
        label="sign.with"
        waiting={organisation.waiting}
        onChoose={(provider) => void organisation.go(provider)}
      />
      <AuthFault fault={organisation.fault} />
      <Divider />
      <PasswordForm onSignedIn={() => void enter(next)} onCode={() => setStep('code')} />
      <Paragraph data-size="sm" className="quiet">
        {t('sign.help')}
      </Paragraph>
    </AlonePage>
  )
}

function PasswordForm({ onSignedIn, onCode }: { onSignedIn: () => void; onCode: () => void }) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const form = useForm({ defaultValues: { email: '', password: '' } })
  const { errors, isSubmitting } = form.formState
  const send = form.handleSubmit(async (fields) => {
    let needsCode = false
    const went = await attempt(async () => {
      const reply = await auth.signIn.email(fields)
      needsCode = reply.data !== null && 'twoFactorRedirect' in reply.data && reply.data.twoFactorRedirect === true
      return reply
    })
    if (went && needsCode) onCode()
    else if (went) onSignedIn()
  })
  return (
    <form className="stack" onSubmit={(event) => void send(event)} noValidate>
      <Textfield
        label={t('sign.email')}
        type="email"
        autoComplete="username"
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
      <AuthFault fault={fault} />
      <Button type="submit" variant="secondary" loading={isSubmitting}>
        {t('sign.with_password')}
      </Button>
    </form>
  )
}
