import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { dayAfter, dayEnd } from '../../app/days.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { autofocus } from '../../components/autofocus.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretOnce, untilKept } from '../../components/secret-once.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { isOrgnr, MemberField } from '../members/member-field.tsx'
import { issuableKinds, issuableMembers, ofMember, readNetworks, type ScopeKind, writeScope } from './key-scope.ts'
import { makeKey } from './keys.queries.ts'
import { NetworksField } from './networks-dialog.tsx'

const usualDays = 90
const longestDays = 365

type Fields = { name: string; kind: ScopeKind; member: string; partner: string; until: string; networks: string }

/** Makes a key that can do no more than its maker, and shows it this once. */
export function MakeKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const me = useMe()
  const [opened] = useState(() => Date.now())
  const kinds = issuableKinds(me)
  const members = issuableMembers(me)
  const form = useForm<Fields>({
    defaultValues: {
      name: '',
      kind: kinds[0] ?? 'analyst',
      member: members?.[0] ?? '',
      partner: '',
      until: dayAfter(opened, usualDays),
      networks: '',
    },
  })
  const { errors } = form.formState
  const kind = form.watch('kind')
  const last = dayAfter(opened, longestDays)
  const name = form.register('name', {
    validate: (value) => value.trim() !== '' || t('key.name.missing'),
    maxLength: { value: 100, message: t('enrol.name.long') },
  })
  const make = useMutation({
    mutationFn: ({ name, kind, member, partner, until, networks }: Fields) =>
      makeKey({
        name: name.trim(),
        scope: writeScope(kind, kind === 'partner' ? partner : member),
        networks: readNetworks(networks),
        expires_at: dayEnd(until) ?? '',
      }),
  })
  const close = () => {
    onClose()
    void client.invalidateQueries({ queryKey: ['keys'] })
  }
  return (
    <Dialog open onClose={close} closeButton={t('close')} data-size="sm" {...(make.data ? untilKept : {})}>
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('key.make')}
      </Heading>
      {make.data ? (
        <SecretOnce lead={t('key.made', { name: make.data.name })} secret={make.data.key} onClose={close} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => void form.handleSubmit((fields) => make.mutate(fields))(event)}
        >
          <Textfield
            label={t('key.name')}
            description={t('key.name.text')}
            autoComplete="off"
            error={errors.name?.message}
            {...name}
            ref={(input) => {
              name.ref(input)
              autofocus(input)
            }}
          />
          <Controller
            control={form.control}
            name="kind"
            render={({ field }) => (
              <SelectField
                label={t('key.scope')}
                description={t(`scope.${kind}.text`)}
                choices={kinds.map((value) => ({ value, label: t(`scope.${value}`) }))}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          />
          {ofMember(kind) ? (
            <Controller
              control={form.control}
              name="member"
              rules={{ validate: (value) => isOrgnr(value) || t('member_field.wrong') }}
              render={({ field }) => (
                <MemberField
                  label={t('column.member')}
                  value={field.value}
                  onChange={field.onChange}
                  error={errors.member?.message}
                  inputRef={field.ref}
                />
              )}
            />
          ) : null}
          {kind === 'partner' ? (
            <Textfield
              label={t('key.partner')}
              autoComplete="off"
              error={errors.partner?.message}
              {...form.register('partner', {
                validate: (value) => /^[\w .-]{1,100}$/u.test(value.trim()) || t('key.partner.wrong'),
              })}
            />
          ) : null}
          <Textfield
            type="date"
            label={t('key.until')}
            description={t('key.until.text')}
            min={dayAfter(opened, 0)}
            max={last}
            error={errors.until?.message}
            {...form.register('until', {
              validate: (value) =>
                (dayEnd(value) !== null && value >= dayAfter(opened, 0) && value <= last) || t('key.until.wrong'),
            })}
          />
          <Controller
            control={form.control}
            name="networks"
            render={({ field }) => <NetworksField value={field.value} onChange={field.onChange} />}
          />
          {make.error ? <ProblemNotice error={make.error} /> : null}
          <div className="dialog-actions">
            <Button type="submit" loading={make.isPending}>
              {t('key.make.go')}
            </Button>
            <Button type="button" variant="secondary" onClick={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
