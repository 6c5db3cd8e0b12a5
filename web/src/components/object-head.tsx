import { Heading } from '@digdir/designsystemet-react'
import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../app/i18n.tsx'
import { useKeys } from '../app/use-keys.ts'
import { Icon } from './icon.tsx'

type ObjectHeadProps = { title: ReactNode; kicker: string; back: LinkProps; children?: ReactNode }

/** The head of an object beside its list: what it is, what can be done, and the way back (Esc). */
export function ObjectHead({ title, kicker, back, children }: ObjectHeadProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  useKeys({ close: () => void navigate(back as Parameters<typeof navigate>[0]) })
  useEffect(() => {
    // On a phone the object replaces the list, so the reader starts at its top.
    if (window.matchMedia('(max-width: 63.99rem)').matches) heading.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <header className="object-head">
      <div className="object-title">
        <p className="kicker">{kicker}</p>
        <Heading level={2} data-size="xs" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
      </div>
      <Link {...back} className="icon-button ds-focus" aria-label={t('close.object')} title={t('close.object')}>
        <Icon name="close" />
      </Link>
      {children ? <div className="object-actions">{children}</div> : null}
    </header>
  )
}
