import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { languageNames } from '../../app/top-bar.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { isAtMember } from './grantable.ts'
import { invite } from './people.queries.ts'
import { firstDraft, isWhole, RoleFields } from './role-fields.tsx'

const languages = Object.keys(languageNames) as Language[]

/** Invites a person; the one-time link goes to them alone, by mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, language: ownLanguage } = useText()
  const me = useMe()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => firstDraft(me))
  const [language, setLanguage] = useState<Language>(ownLanguage)
  const [tried, setTried] = useState(false)
  const form = useForm({ defaultValues: { name: '', email: '' } })
  const { errors } = form.formState
  const send = useMutation({
    mutationFn: ({ name, email }: { name: string; email: string }) =>
      invite({
        name: name.trim(),
        email: email.trim(),
        role: draft.role,
        ...(isAtMember(draft.role) ? { member: draft.member.trim() } : {}),
        language,
      }),
    onSuccess: async ({ mailed }, { name }) => {
      showToast(t(mailed ? 'invite.mailed' : 'invite.not_mailed', { name }))
      onClose()
      await client.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const name = form.register('name', {
    validate: (value) => value.trim() !== '' || t('invite.name.missing'),
    maxLength: { value: 200, message: t('invite.name.long') },
  })
  return (
    <ConfirmDialog
      title={t('invite.title')}
      confirm={t('invite.go')}
      busy={send.isPending}
      disabled={false}
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        void form.handleSubmit((fields) => {
          if (isWhole(draft)) send.mutate(fields)
        })()
      }}
    >
      <Textfield
        label={t('person.name')}
        autoComplete="off"
        error={errors.name?.message}
        {...name}
        ref={(input) => {
          name.ref(input)
          autofocus(input)
        }}
      />
      <Textfield
        label={t('sign.email')}
        description={t('invite.email.text')}
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        error={errors.email?.message}
        {...form.register('email', {
          validate: (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim()) || t('invite.email.wrong'),
        })}
      />
      <RoleFields draft={draft} onChange={setDraft} showFault={tried} />
      <SelectField
        label={t('language')}
        description={t('invite.language.text')}
        choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={setLanguage}
      />
      {send.error ? <ProblemNotice error={send.error} /> : null}
    </ConfirmDialog>
  )
}
