import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SignInWays } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { OrganisationButtons, useOrganisation } from '../sign-in/organisations.tsx'
import { removeOrganisation, removePasskey, waysQuery } from './account.queries.ts'
import type { AccountSearch } from './account.search.ts'
import { AccountFault, AccountProblem } from './account-fault.tsx'
import { countWays, fewCodes } from './ways.ts'

type Removal = { kind: 'passkey' | 'organisation'; id: string; name: string }

/** How do I come in, and what if I lose one of the ways? */
export function WaysIn({ onAdd }: { onAdd: (what: NonNullable<AccountSearch['add']>) => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const ways = useQuery(waysQuery)
  const organisation = useOrganisation('/oidc/link', '/account')
  const [asking, setAsking] = useState<Removal | null>(null)
  const remove = useMutation({
    mutationFn: ({ kind, id }: Removal) => (kind === 'passkey' ? removePasskey(id) : removeOrganisation(id)),
    onSuccess: (_, { name }) => showToast(t('way.removed', { name })),
    onSettled: () => client.invalidateQueries({ queryKey: waysQuery.queryKey }),
  })
  const last = ways.data !== undefined && countWays(ways.data) === 1
  return (
    <Section level={2} title={t('ways.title')}>
      {ways.isPending ? <SkeletonRows rows={4} /> : null}
      {ways.error ? <ProblemNotice error={ways.error} retry={() => void ways.refetch()} /> : null}
      {last ? <p className="note">{t('ways.one')}</p> : null}
      {remove.error ? <AccountProblem error={remove.error} /> : null}
      {ways.data ? (
        <ul className="own-things">
          {ways.data.passkeys.map((passkey) => (
            <Way
              key={passkey.id}
              name={passkey.name || t('welcome.passkey')}
              kind={t('welcome.passkey')}
              since={passkey.created_at}
              last={last}
              onRemove={() => setAsking({ kind: 'passkey', id: passkey.id, name: passkey.name })}
            />
          ))}
          {ways.data.totp ? <PasswordWay ways={ways.data} onAdd={onAdd} /> : null}
          {ways.data.organisations.map((one) => (
            <Way
              key={one.id}
              name={one.name}
              kind={t('welcome.organisation')}
              since={one.linked_at}
              last={last}
              onRemove={() => setAsking({ kind: 'organisation', id: one.id, name: one.name })}
            />
          ))}
        </ul>
      ) : null}
      {ways.data ? (
        <div className="own-more">
          <Button data-size="sm" variant="secondary" onClick={() => onAdd('passkey')}>
            {t('passkey.add')}
          </Button>
          {ways.data.totp ? null : (
            <Button data-size="sm" variant="secondary" onClick={() => onAdd('password')}>
              {t('password.add')}
            </Button>
          )}
          <OrganisationButtons
            label="link.with"
            small
            waiting={organisation.waiting}
            without={ways.data.organisations.map(({ provider }) => provider)}
            onChoose={(provider) => void organisation.go(provider)}
          />
        </div>
      ) : null}
      <AccountFault fault={organisation.fault} />
      {asking ? (
        <ConfirmDialog
          title={t('way.remove.title', { name: asking.name || t('welcome.passkey') })}
          confirm={t('way.remove')}
          danger
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null)
            remove.mutate(asking)
          }}
        >
          <p>{t(`way.remove.${asking.kind}`)}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}

type WayProps = { name: string; kind: string; since: string | null; last: boolean; onRemove: () => void }

function Way({ name, kind, since, last, onRemove }: WayProps) {
  const { t } = useText()
  return (
    <Item name={name} kind={kind}>
      {since ? (
        <p className="quiet">
          {t('way.since')} <Time at={since} />
        </p>
      ) : null}
      {last ? null : (
        <Button data-size="sm" variant="secondary" aria-label={t('way.remove.label', { name })} onClick={onRemove}>
          {t('way.remove')}
        </Button>
      )}
    </Item>
  )
}

function PasswordWay({ ways, onAdd }: { ways: SignInWays; onAdd: (what: 'codes' | 'change_password') => void }) {
  const { t } = useText()
  const left = ways.recovery_codes_left ?? 0
  return (
    <Item name={t('welcome.password')} kind={t('way.app')}>
      <p className={left <= fewCodes ? 'note' : 'quiet'}>{t('codes.left', { count: left })}</p>
      <span className="own-buttons">
        <Button data-size="sm" variant="secondary" onClick={() => onAdd('codes')}>
          {t('codes.make')}
        </Button>
        <Button data-size="sm" variant="secondary" onClick={() => onAdd('change_password')}>
          {t('password.change')}
        </Button>
      </span>
    </Item>
  )
}

/** The words first, the buttons last. */
function Item({ name, kind, children }: { name: string; kind: string; children: ReactNode }) {
  return (
    <li>
      <div className="own-thing">
        <p className="own-name">
          <strong>{name}</strong>
          {name === kind ? null : <span className="quiet">{kind}</span>}
        </p>
      </div>
      {children}
    </li>
  )
}
