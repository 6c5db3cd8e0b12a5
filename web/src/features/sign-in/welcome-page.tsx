import { Button, Paragraph } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
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
import { AuthFault, NamedFault, useFault } from './fault.tsx'
import { OrganisationButtons, providersQuery, useOrganisation } from './organisations.tsx'
import { PasswordSetup } from './password-setup.tsx'

/** The first time: choose how to sign in from now on. Nothing else opens before it is done. */
export function WelcomePage() {
  const { t } = useText()
  const { fault: returned } = useSearch({ from: '/welcome' })
  const enter = useEnter()
  const me = useQuery(meQuery)
  const [way, setWay] = useState<'choose' | 'password'>('choose')
  const signedOut = me.error !== null && problemOf(0, me.error).status === 401
  const done = me.data?.enrolled === true && way === 'choose'

  useEffect(() => {
    if (signedOut || done) void enter()
  }, [signedOut, done, enter])

  return (
    <AlonePage title={me.data ? t('welcome.title', { name: me.data.name }) : t('welcome.plain')}>
      {me.isPending ? <SkeletonRows rows={3} /> : null}
      {me.error && !signedOut ? <ProblemNotice error={me.error} retry={() => void me.refetch()} /> : null}
      {me.data && way === 'choose' ? (
        <>
          <Paragraph>{t('welcome.lead')}</Paragraph>
          {returned ? <NamedFault code={returned} /> : null}
          <div className="ways">
            <PasskeyWay onDone={() => void enter()} />
            <section className="way" aria-labelledby="way-password">
              <h2 id="way-password">{t('welcome.password')}</h2>
              <p>{t('welcome.password.text')}</p>
              <Button variant="secondary" onClick={() => setWay('password')}>
                {t('welcome.password.go')}
              </Button>
            </section>
            <OrganisationWay />
          </div>
        </>
      ) : null}
      {way === 'password' ? <PasswordSetup onBack={() => setWay('choose')} onDone={() => void enter()} /> : null}
    </AlonePage>
  )
}

function PasskeyWay({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { fault, attempt } = useFault()
  const [waiting, setWaiting] = useState(false)
  const add = async () => {
    setWaiting(true)
    const name = `Varde ${new Date().toISOString().slice(0, 10)}`
    if (await attempt(() => auth.passkey.addPasskey({ name }))) onDone()
    setWaiting(false)
  }
  return (
    <section className="way" aria-labelledby="way-passkey">
      <h2 id="way-passkey">
        {t('welcome.passkey')} <span className="recommended">{t('welcome.recommended')}</span>
      </h2>
      <p>{t('welcome.passkey.text')}</p>
      <Button onClick={() => void add()} loading={waiting}>
        <Icon name="key" />
        {t('welcome.passkey.go')}
      </Button>
      <AuthFault fault={fault} />
    </section>
  )
}

/** Only where the operator has set up an organisation's sign-in. */
function OrganisationWay() {
  const { t } = useText()
  const providers = useQuery(providersQuery)
  const { fault, waiting, go } = useOrganisation('/oidc/link', '/welcome')
  if (!providers.data || providers.data.items.length === 0) return null
  return (
    <section className="way" aria-labelledby="way-organisation">
      <h2 id="way-organisation">{t('welcome.organisation')}</h2>
      <p>{t('welcome.organisation.text')}</p>
      <OrganisationButtons label="link.with" waiting={waiting} onChoose={(provider) => void go(provider)} />
      <AuthFault fault={fault} />
    </section>
  )
}
