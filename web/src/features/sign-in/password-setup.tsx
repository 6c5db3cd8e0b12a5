import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import { api, unwrap } from '../../api/client.ts'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { CodeForm } from './code-form.tsx'
import { AuthFault, type SignFault, useFault } from './fault.tsx'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Characters; the server asks for at least as many. */
export const shortestPassword = 12

type Secret = { uri: string; codes: string[] }

type PasswordSetupProps = {
  onBack: () => void
  onDone: () => void
  /** How a refusal is shown, where the plain way does not say enough. */
  problem?: (error: unknown) => ReactNode
  fault?: (fault: SignFault | null) => ReactNode
}

/** A password, then an authenticator app: both, since a password alone opens nothing. */
export function PasswordSetup({
  onBack,
  onDone,
  problem: showProblem = (error) => <ProblemNotice error={error} />,
  fault: showFault = (shown) => <AuthFault fault={shown} />,
}: PasswordSetupProps) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const [problem, setProblem] = useState<unknown>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [kept, setKept] = useState(false)
  const form = useForm<{ password: string; again: string }>({ defaultValues: { password: '', again: '' } })
  const { errors, isSubmitting } = form.formState

  const choose = form.handleSubmit(async ({ password }) => {
    setProblem(null)
    try {
      await unwrap(api.POST('/api/v1/me/password', { body: { password } }))
    } catch (refused) {
      setProblem(refused)
      return
    }
    await attempt(async () => {
      const reply = await auth.twoFactor.enable({ password })
      if (reply.data && 'totpURI' in reply.data) setSecret({ uri: reply.data.totpURI, codes: reply.data.backupCodes })
      return reply
    })
  })

  if (secret) {
    const key = new URL(secret.uri).searchParams.get('secret') ?? ''
    return (
      <div className="stack">
        <Paragraph>{t('totp.lead')}</Paragraph>
        <div className="totp">
          <QrCode text={secret.uri} label={t('totp.qr')} />
          <div className="stack">
            <p className="quiet">{t('totp.by_hand')}</p>
            <span className="copyable">
              <code className="mono totp-key">{key.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
              <CopyButton value={key} name={t('totp.key')} />
            </span>
            <details className="twin">
              <summary className="ds-focus">{t('totp.uri')}</summary>
              <code className="mono breaks">{secret.uri}</code>
            </details>
          </div>
        </div>
        <section className="way" aria-labelledby="recovery">
          <h2 id="recovery">{t('totp.recovery')}</h2>
          <p>{t('totp.recovery.text')}</p>
          <RecoveryCodes codes={secret.codes} kept={kept} onKept={setKept} />
        </section>
        {kept ? <CodeForm button={t('totp.finish')} onDone={onDone} /> : <p className="quiet">{t('recovery.first')}</p>}
      </div>
    )
  }
  return (
    <form className="stack" onSubmit={(event) => void choose(event)} noValidate>
      <Paragraph>{t('password.lead', { count: shortestPassword })}</Paragraph>
      <Textfield
        label={t('password.new')}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...form.register('password', {
          minLength: { value: shortestPassword, message: t('password.short', { count: shortestPassword }) },
          required: t('password.short', { count: shortestPassword }),
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
      {problem ? showProblem(problem) : null}
      {showFault(fault)}
      <div className="dialog-actions">
        <Button type="submit" loading={isSubmitting}>
          {t('password.go')}
        </Button>
        <Button variant="tertiary" type="button" onClick={onBack}>
          {t('sign.back')}
        </Button>
      </div>
    </form>
  )
}
