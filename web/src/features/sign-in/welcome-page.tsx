import { Button, Paragraph } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { problemOf } from '../../api/problem.ts'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { meQuery } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { AlonePage } from './alone-page.tsx'
import { useEnter } from './entry.ts'
import { AuthFault, useFault } from './fault.tsx'
import { PasswordSetup } from './password-setup.tsx'

/** The first time: choose how to sign in from now on. Nothing else opens before it is done. */
export function WelcomePage() {
  const { t } = useText()
  const enter = useEnter()
  const me = useQuery(meQuery)
  const { fault, attempt } = useFault()
  const [way, setWay] = useState<'choose' | 'password'>('choose')
  const [waiting, setWaiting] = useState(false)
  const signedOut = me.error !== null && problemOf(0, me.error).status === 401
  const done = me.data?.enrolled === true && way === 'choose'

  useEffect(() => {
    if (signedOut || done) void enter()
  }, [signedOut, done, enter])

  const addPasskey = async () => {
    setWaiting(true)
    const name = `Varde ${new Date().toISOString().slice(0, 10)}`
    if (await attempt(() => auth.passkey.addPasskey({ name }))) await enter()
    setWaiting(false)
  }

  return (
    <AlonePage title={me.data ? t('welcome.title', { name: me.data.name }) : t('welcome.plain')}>
      {me.isPending ? <SkeletonRows rows={3} /> : null}
      {me.error && !signedOut ? <ProblemNotice error={me.error} retry={() => void me.refetch()} /> : null}
      {me.data && way === 'choose' ? (
        <>
          <Paragraph>{t('welcome.lead')}</Paragraph>
          <div className="ways">
            <section className="way" aria-labelledby="way-passkey">
              <h2 id="way-passkey">{t('welcome.passkey')}</h2>
              <p>{t('welcome.passkey.text')}</p>
              <Button onClick={() => void addPasskey()} loading={waiting}>
                <Icon name="key" />
                {t('welcome.passkey.go')}
              </Button>
              <AuthFault fault={fault} />
            </section>
            <section className="way" aria-labelledby="way-password">
              <h2 id="way-password">{t('welcome.password')}</h2>
              <p>{t('welcome.password.text')}</p>
              <Button variant="secondary" onClick={() => setWay('password')}>
                {t('welcome.password.go')}
              </Button>
            </section>
          </div>
        </>
      ) : null}
      {way === 'password' ? <PasswordSetup onBack={() => setWay('choose')} onDone={() => void enter()} /> : null}
    </AlonePage>
  )
}
