import { Button, Paragraph } from '@digdir/designsystemet-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { AlonePage } from './alone-page.tsx'
import { useEnter } from './entry.ts'
import { AuthFault, useFault } from './fault.tsx'

/**
 * Where a one-time link lands. The token is used only when the reader presses the button: mail scanners open links, and a
 * link used on load would be spent before its reader came.
 */
export function LinkPage() {
  const { t } = useText()
  const { token } = useSearch({ from: '/sign-in/link' })
  const enter = useEnter()
  const { fault, attempt } = useFault()
  const [waiting, setWaiting] = useState(false)
  const go = async () => {
    if (!token) return
    setWaiting(true)
    if (await attempt(() => auth.magicLink.verify({ query: { token } }))) await enter()
    setWaiting(false)
  }
  return (
    <AlonePage title={t('link.title')}>
      <Paragraph>{t(token ? 'link.text' : 'link.missing')}</Paragraph>
      {token ? (
        <Button onClick={() => void go()} loading={waiting}>
          {t('link.go')}
        </Button>
      ) : null}
      <AuthFault fault={fault} />
      {fault || !token ? (
        <Paragraph data-size="sm">
          {t('link.spent')}{' '}
          <Link to="/sign-in" search={{}} className="ds-link">
            {t('link.other')}
          </Link>
        </Paragraph>
      ) : null}
    </AlonePage>
  )
}
