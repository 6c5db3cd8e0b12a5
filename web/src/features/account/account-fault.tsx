import { Alert, Button } from '@digdir/designsystemet-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { problemOf } from '../../api/problem.ts'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { AuthFault, type SignFault } from '../sign-in/fault.tsx'

/** A refused change of how one signs in: most are mended by signing in anew, or by adding another way first. */
export function AccountProblem({ error }: { error: unknown }) {
  const { t } = useText()
  const { code } = problemOf(0, error)
  if (code === 'sign_in_again') return <SignInAgain />
  if (code === 'last_way_in') {
    return (
      <Alert data-color="warning" role="alert">
        {t('account.last_way')}
      </Alert>
    )
  }
  return <ProblemNotice error={error} />
}

export function AccountFault({ fault }: { fault: SignFault | null }) {
  return fault?.code === 'sign_in_again' ? <SignInAgain /> : <AuthFault fault={fault} />
}

/** Someone at an open screen must not be able to add a way in, so it takes a sign-in of just now. */
function SignInAgain() {
  const { t } = useText()
  const client = useQueryClient()
  const router = useRouter()
  const leave = async () => {
    await auth.signOut()
    client.clear()
    await router.navigate({ to: '/sign-in', search: { next: '/account' } })
  }
  return (
    <Alert data-color="warning" role="alert">
      <div className="problem">
        <p className="problem-title">{t('account.again')}</p>
        <p>{t('account.again.text')}</p>
        <Button type="button" data-size="sm" variant="secondary" onClick={() => void leave()}>
          {t('account.again.go')}
        </Button>
      </div>
    </Alert>
  )
}
