import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useKeepLanguage } from '../../app/keep-language.ts'
import { useMay, useMe } from '../../app/session.ts'
import { LanguageSelect } from '../../app/top-bar.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Section } from '../../components/section.tsx'
import { MakeKeyDialog } from '../keys/make-dialog.tsx'
import { NamedFault } from '../sign-in/fault.tsx'
import type { AccountSearch } from './account.search.ts'
import { OwnKeys } from './own-keys.tsx'
import { OwnPhone } from './own-phone.tsx'
import { PasskeyDialog } from './passkey-dialog.tsx'
import { AddPasswordDialog, ChangePasswordDialog, NewCodesDialog } from './password-dialogs.tsx'
import { Sessions } from './sessions.tsx'
import { WaysIn } from './ways-in.tsx'

/** How do I come in, from where, and what comes in on my word? */
export function AccountPage() {
  const { t } = useText()
  const me = useMe()
  const { add, fault } = useSearch({ from: '/shell/account' })
  const navigate = useNavigate()
  const keepLanguage = useKeepLanguage()
  const mayKeys = useMay('keys.read')
  const open = (what: AccountSearch['add']) =>
    void navigate({ to: '/account', search: what ? { add: what } : {}, replace: true })
  const close = () => open(undefined)
  return (
    <div className="page account">
      <PageHead title={t('page.account')} question={me.email ? `${me.name}, ${me.email}` : me.name} />
      {fault ? <NamedFault code={fault} /> : null}
      <WaysIn onAdd={open} />
      <Sessions />
      {mayKeys ? <OwnKeys onMake={() => open('key')} /> : null}
      {me.roles.some(({ role }) => role === 'duty_officer') ? <OwnPhone /> : null}
      <Section level={2} title={t('language')}>
        <div className="account-language">
          <LanguageSelect onChange={keepLanguage} />
          <span className="quiet">{t('account.language')}</span>
        </div>
      </Section>
      {add === 'passkey' ? <PasskeyDialog onClose={close} /> : null}
      {add === 'password' ? <AddPasswordDialog onClose={close} /> : null}
      {add === 'change_password' ? <ChangePasswordDialog onClose={close} /> : null}
      {add === 'codes' ? <NewCodesDialog onClose={close} /> : null}
      {add === 'key' && mayKeys ? <MakeKeyDialog onClose={close} /> : null}
    </div>
  )
}
