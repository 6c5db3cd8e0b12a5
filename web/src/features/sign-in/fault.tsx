import { Alert } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { faultKind } from '../../api/problem.ts'
import { useText } from '../../app/i18n.tsx'
import { faultCodes } from './fault-codes.ts'

export type SignFault = { status: number; code: string; message: string; cancelled: boolean }

type Outcome = { error: { status: number; message?: string | undefined; code?: string | undefined } | null } | undefined

/** Runs one step of better-auth and keeps its fault; true when it went well. */
export function useFault() {
  const [fault, setFault] = useState<SignFault | null>(null)
  const attempt = async (step: () => Promise<Outcome>): Promise<boolean> => {
    setFault(null)
    try {
      const error = (await step())?.error
      if (!error) return true
      setFault({
        status: error.status,
        code: /PREVIOUSLY_REGISTERED/.test(error.code ?? '') ? 'passkey_known' : (error.code ?? ''),
        message: error.message ?? '',
        cancelled: /CANCEL|NOT_ALLOWED|ABORT/.test(error.code ?? ''),
      })
    } catch (thrown) {
      setFault({ status: 0, code: '', message: thrown instanceof Error ? thrown.message : '', cancelled: false })
    }
    return false
  }
  return { fault, attempt }
}

/** Says what happened without telling whether an account exists. */
export function AuthFault({ fault }: { fault: SignFault | null }) {
  const { t } = useText()
  if (!fault) return null
  const known = faultCodes.find((code) => code === fault.code)
  if (known) return <NamedFault code={known} />
  const kind = faultKind(fault.status)
  const text = fault.cancelled
    ? t('sign.cancelled')
    : kind === 'offline' || kind === 'server' || kind === 'busy'
      ? `${t(`problem.${kind}.title`)} ${t(`problem.${kind}.next`)}`
      : t('sign.refused')
  return (
    <Alert data-color="warning" role="alert">
      <p>{text}</p>
      {fault.message ? (
        <p className="problem-detail" lang="en">
          {fault.message}
        </p>
      ) : null}
    </Alert>
  )
}

/** A fault that has words of its own. */
export function NamedFault({ code }: { code: (typeof faultCodes)[number] }) {
  const { t } = useText()
  return (
    <Alert data-color="warning" role="alert">
      {t(`fault.${code}`)}
    </Alert>
  )
}
