import { Dialog } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, useState } from 'react'
import { api, unwrap } from '../api/client.ts'
import type { MemberPage, WarningPage } from '../api/types.ts'
import { autofocus } from '../components/autofocus.ts'
import { Icon } from '../components/icon.tsx'
import { SeverityMark } from '../components/severity.tsx'
import { warningNumber } from '../features/warnings/warning-number.ts'
import { useText } from './i18n.tsx'
import { accountPage, pagesFor } from './pages.ts'
import { useMay, useMe } from './session.ts'

/** As many of each kind as can be read at a glance. */
const limit = 6

/** Ctrl+K: one box that finds a page, a member or a warning. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const me = useMe()
  const navigate = useNavigate()
  // A member's people find what is theirs in the portal.
  const ofMember = useMay('portal.use') && !me.actions.includes('overview.read')
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const members = useQuery({
    queryKey: ['members', 'palette', q],
    queryFn: () => unwrap<MemberPage>(api.GET('/api/v1/members', { params: { query: { q, limit } } })),
    enabled: useMay('members.read') && q.length > 1,
  })
  const warnings = useQuery({
    queryKey: ['warnings', 'palette', q],
    queryFn: () => unwrap<WarningPage>(api.GET('/api/v1/warnings', { params: { query: { q, limit } } })),
    enabled: useMay('warnings.read') && q.length > 1,
  })
  const go = (to: () => Promise<void>) => () => {
    onClose()
    void to()
  }
  const pages = [...pagesFor(me.actions), accountPage].filter((page) =>
    t(`page.${page.id}`).toLowerCase().includes(q.toLowerCase()),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      closeButton={false}
      closedby="any"
      className="palette"
      aria-label={t('palette.label')}
    >
      <Command shouldFilter={false} loop label={t('palette.label')}>
        <div className="palette-input">
          <Icon name="search" />
          <Command.Input
            value={typed}
            onValueChange={setTyped}
            placeholder={t('palette.placeholder')}
            ref={autofocus}
          />
          <kbd>Esc</kbd>
        </div>
        <Command.List label={t('palette.results')}>
          <Command.Empty>{t(q.length > 1 ? 'palette.empty' : 'palette.hint')}</Command.Empty>
          {pages.length > 0 ? (
            <Command.Group heading={t('palette.pages')}>
              {pages.map((page) => (
                <Command.Item key={page.id} value={page.id} onSelect={go(() => navigate({ to: page.to }))}>
                  <Icon name={page.icon} />
                  {t(`page.${page.id}`)}
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          {members.data && members.data.items.length > 0 ? (
            <Command.Group heading={t('page.members')}>
              {members.data.items.map((member) => (
                <Command.Item
                  key={member.orgnr}
                  value={member.orgnr}
                  onSelect={go(() =>
                    ofMember
                      ? navigate({ to: '/portal/details', search: { member: member.orgnr } })
                      : navigate({ to: '/members/$orgnr', params: { orgnr: member.orgnr } }),
                  )}
                >
                  <Icon name="members" />
                  {member.name}
                  <span className="palette-aside mono">{member.orgnr}</span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          {warnings.data && warnings.data.items.length > 0 ? (
            <Command.Group heading={t('page.warnings')}>
              {warnings.data.items.map((warning) => (
                <Command.Item
                  key={warning.id}
                  value={warning.id}
                  onSelect={go(() =>
                    navigate({ to: ofMember ? '/portal/warnings/$id' : '/warnings/$id', params: { id: warning.id } }),
                  )}
                >
                  <Icon name="warnings" />
                  <span>
                    {warningNumber(warning.number)} {warning.title}
                  </span>
                  <span className="palette-aside">
                    <SeverityMark severity={warning.severity} /> {warning.member_name}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
        </Command.List>
      </Command>
    </Dialog>
  )
}
