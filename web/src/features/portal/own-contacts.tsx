import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Contact, Language, Member } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { languageNames } from '../../app/top-bar.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Freshness } from '../../components/freshness.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { PhoneButton } from '../channels/phone-button.tsx'
import { ContactKey } from '../mail/contact-key.tsx'

type Draft = Pick<Contact, 'name' | 'email' | 'phone' | 'language'>
const empty: Draft = { name: '', email: '', phone: '', language: 'nb' }

/** Who is told; changed at once by the member's administrator. */
export function OwnContacts({ member, administers }: { member: Member; administers: boolean }) {
  const { t } = useText()
  const me = useMe()
  const [open, setOpen] = useState<Contact | Draft | null>(null)
  const { contacts, orgnr } = member
  const isContact = contacts.some(({ email }) => email === me.email?.toLowerCase())
  return (
    <>
      {contacts.every(({ phone }) => phone === null) ? <p className="note">{t('portal.details.no_phone')}</p> : null}
      <ul className="portal-contacts">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <p>
              <strong>{contact.name}</strong> <span className="quiet">{languageNames[contact.language]}</span>{' '}
              <Freshness verifiedAt={contact.verified_at} />
            </p>
            <p className="breaks">
              {contact.email}
              {contact.phone ? ` · ${contact.phone}` : null}
            </p>
            <ContactKey contact={contact} />
            {administers ? (
              <div className="claim-acts">
                <Button
                  variant="secondary"
                  data-size="sm"
                  aria-label={t('contact.change.of', { name: contact.name })}
                  onClick={() => setOpen(contact)}
                >
                  {t('contact.change')}
                </Button>
                <PhoneButton contact={contact} />
                <RemoveContact contact={contact} last={contacts.length === 1} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {administers ? (
        <div className="claim-acts">
          <Button variant="secondary" onClick={() => setOpen(empty)}>
            {t('contact.add')}
          </Button>
          {isContact || me.email === null ? null : (
            <Button
              variant="secondary"
              onClick={() => setOpen({ ...empty, name: me.name, email: me.email ?? '', language: me.language })}
            >
              {t('contact.add.me')}
            </Button>
          )}
        </div>
      ) : null}
      {open ? <ContactDialog orgnr={orgnr} contact={open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function ContactDialog({ orgnr, contact, onClose }: { orgnr: string; contact: Contact | Draft; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(contact)
  const id = 'id' in contact ? contact.id : null
  const save = useMutation({
    mutationFn: async () => {
      const { name, email, phone, language } = draft
      const body = { name, email, phone: phone === '' ? null : phone, language }
      if (id === null) {
        await unwrap(api.POST('/api/v1/members/{orgnr}/contacts', { params: { path: { orgnr } }, body }))
      } else await unwrap(api.PUT('/api/v1/contacts/{id}', { params: { path: { id } }, body }))
    },
    onSuccess: () => {
      showToast(t('contact.saved', { name: draft.name }))
      onClose()
    },
    onSettled: () => Promise.all(['members', 'portal'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <ConfirmDialog
      title={t(id === null ? 'contact.add' : 'contact.change.title')}
      confirm={t('contact.save')}
      busy={save.isPending}
      disabled={draft.name.trim() === '' || draft.email.trim() === ''}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <Textfield
        label={t('contact.name')}
        value={draft.name}
        maxLength={200}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Textfield
        label={t('contact.email')}
        type="email"
        value={draft.email}
        onChange={(event) => change({ email: event.target.value })}
      />
      <Textfield
        label={t('contact.phone')}
        type="tel"
        description={t('contact.phone.text')}
        value={draft.phone ?? ''}
        onChange={(event) => change({ phone: event.target.value })}
      />
      <SelectField
        label={t('language')}
        value={draft.language}
        choices={(Object.keys(languageNames) as Language[]).map((value) => ({ value, label: languageNames[value] }))}
        onChange={(language) => change({ language })}
      />
    </ConfirmDialog>
  )
}

function RemoveContact({ contact, last }: { contact: Contact; last: boolean }) {
  const { t } = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/contacts/{id}', { params: { path: { id: contact.id } } })),
    onSuccess: () => {
      showToast(t('contact.removed', { name: contact.name }))
      setAsking(false)
    },
    onSettled: () => Promise.all(['members', 'portal'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  if (last) return <p className="quiet">{t('contact.last')}</p>
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={t('contact.remove.of', { name: contact.name })}
        onClick={() => setAsking(true)}
      >
        {t('contact.remove')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('contact.remove.title', { name: contact.name })}
          confirm={t('contact.remove')}
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t('contact.remove.text')}</p>
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
