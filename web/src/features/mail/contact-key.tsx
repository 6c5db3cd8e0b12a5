import { Button, Dialog, Heading, Textarea } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay, useMe } from '../../app/session.ts'
import { formatTime } from '../../app/time.ts'
import { autofocus } from '../../components/autofocus.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { giveKey, lookUpKey, removeKey } from './mail.queries.ts'

/** Whether what is written to a contact is encrypted; the key is looked up, pasted and taken away here. */
export function ContactKey({ contact }: { contact: Contact }) {
  const { t } = useText()
  const client = useQueryClient()
  const me = useMe()
  const staff = useMay('members.write')
  // A member's people choose for themselves alone.
  const mayWrite = useMay('contact_keys.write') && (staff || contact.email === me.email?.toLowerCase())
  const [giving, setGiving] = useState(false)
  const { id, name, key } = contact
  const renew = () => client.invalidateQueries({ queryKey: ['members'] })
  const lookUp = useMutation({
    mutationFn: () => lookUpKey(id),
    onSuccess: ({ found, fault }) =>
      showToast(
        t(found ? 'contact_key.found' : fault === null ? 'contact_key.not_found' : 'contact_key.unfit', { name }),
      ),
    onSettled: renew,
  })
  const putBack = useMutation({ mutationFn: (armored: string) => giveKey(id, armored), onSettled: renew })
  const remove = useMutation({
    mutationFn: () => removeKey(id),
    onSuccess: (armored) => showToast(t('contact_key.removed', { name }), { undo: () => putBack.mutate(armored) }),
    onSettled: renew,
  })
  const fault = lookUp.error ?? remove.error ?? putBack.error
  return (
    <div className="contact-key">
      {key ? <KeyFacts contactKey={key} /> : <span className="quiet">{t('contact_key.none')}</span>}
      {mayWrite ? (
        <span className="contact-key-acts">
          <Button
            variant="tertiary"
            data-size="sm"
            aria-label={t('contact_key.look_up.for', { name })}
            loading={lookUp.isPending}
            onClick={() => lookUp.mutate()}
          >
            {t('contact_key.look_up')}
          </Button>
          <Button
            variant="tertiary"
            data-size="sm"
            aria-label={t('contact_key.give.for', { name })}
            onClick={() => setGiving(true)}
          >
            {t('contact_key.give')}
          </Button>
          {key ? (
            <Button
              variant="tertiary"
              data-size="sm"
              aria-label={t('contact_key.remove.for', { name })}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('contact_key.remove')}
            </Button>
          ) : null}
        </span>
      ) : null}
      {fault ? <ProblemNotice error={fault} /> : null}
      {giving ? <GiveKeyDialog contact={contact} onClose={() => setGiving(false)} /> : null}
    </div>
  )
}

function KeyFacts({ contactKey }: { contactKey: NonNullable<Contact['key']> }) {
  const { t, language } = useText()
  const { algorithm, fingerprint, expires_at, source } = contactKey
  const over = expires_at !== null && new Date(expires_at) <= new Date()
  return (
    <>
      <span>
        <Icon name="key" size={16} /> {t('contact_key.some', { algorithm })}
        {expires_at === null ? null : (
          <strong className={over ? 'note' : 'quiet'}>
            {' · '}
            {t(over ? 'contact_key.expired' : 'contact_key.expires', {
              date: formatTime(Date.parse(expires_at), language, 'date'),
            })}
          </strong>
        )}
        <span className="quiet"> · {t(`contact_key.${source}`)}</span>
      </span>
      <span>
        <span className="quiet">{t('contact_key.fingerprint')}</span> <Copyable value={fingerprint} length={24} />
      </span>
    </>
  )
}

function GiveKeyDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [armored, setArmored] = useState('')
  const { name, email } = contact
  const give = useMutation({
    mutationFn: () => giveKey(contact.id, armored),
    onSuccess: async () => {
      showToast(t('contact_key.given', { name }))
      await client.invalidateQueries({ queryKey: ['members'] })
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm" className="wide-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          give.mutate()
        }}
      >
        <Heading level={2} data-size="xs" className="dialog-title">
          {t('contact_key.give.title', { name })}
        </Heading>
        <div className="dialog-body stack">
          <p>{t('contact_key.give.text', { email })}</p>
          <label htmlFor="given-key">{t('contact_key.give.field')}</label>
          <Textarea
            id="given-key"
            ref={autofocus}
            rows={10}
            className="mono"
            spellCheck={false}
            value={armored}
            onChange={(event) => setArmored(event.target.value)}
          />
          {give.error ? <ProblemNotice error={give.error} /> : null}
        </div>
        <div className="dialog-actions">
          <Button type="submit" loading={give.isPending} disabled={armored.trim() === ''}>
            {t('contact_key.give')}
          </Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
