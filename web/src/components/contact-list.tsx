import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Contact } from '../api/types.ts'
import { useText } from '../app/i18n.tsx'
import { languageNames } from '../app/top-bar.tsx'
import { useKeys } from '../app/use-keys.ts'
import { Copyable } from './copyable.tsx'
import { Empty } from './empty.tsx'
import { Freshness } from './freshness.tsx'
import { Icon } from './icon.tsx'
import { announce } from './live-region.tsx'
import { showToast } from './toast.tsx'

/** Whom to ring, the first to be reached first; C copies the first number. */
export function ContactList({
  contacts,
  member,
  more,
  act,
}: {
  contacts: Contact[]
  member?: string
  /** What a page shows of a contact beneath how they are reached. */
  more?: (contact: Contact) => ReactNode
  /** What can be done with each. */
  act?: (contact: Contact) => ReactNode
}) {
  const { t } = useText()
  const first = contacts.find((contact) => contact.phone)?.phone
  useKeys(
    first
      ? {
          copy: () => {
            navigator.clipboard.writeText(first).then(
              () => showToast(t('copy.number', { number: first })),
              () => announce(t('copy.failed')),
            )
          },
        }
      : {},
  )
  if (contacts.length === 0) {
    return (
      <Empty title={t('contacts.none')}>
        <p>{t('contacts.none.text')}</p>
        {member ? (
          <Link to="/members/$orgnr" params={{ orgnr: member }} className="ds-link">
            {t('contacts.see_member')}
          </Link>
        ) : null}
      </Empty>
    )
  }
  // Where all are reached at once the order says nothing.
  const ranked = contacts.some(({ rank }) => rank !== contacts[0]?.rank)
  return (
    <ul className="contacts">
      {contacts.map((contact) => (
        <li key={contact.id}>
          <div className="contact-name">
            <strong>{contact.name}</strong>
            {contact.role ? <span>{contact.role}</span> : null}
            {ranked ? <span className="quiet">{t('contact.rank.short', { rank: contact.rank })}</span> : null}
            <span className="quiet">{languageNames[contact.language]}</span>
            <Freshness verifiedAt={contact.verified_at} />
            {act?.(contact)}
          </div>
          <div className="contact-ways">
            {contact.phone ? (
              <span className="contact-phone">
                <Icon name="phone" size={16} />
                <Copyable value={contact.phone} href={`tel:${contact.phone.replaceAll(/\s/g, '')}`} />
              </span>
            ) : (
              <span className="note">{t('contacts.no_phone')}</span>
            )}
            <Copyable value={contact.email} length={40} href={`mailto:${contact.email}`} />
          </div>
          {more?.(contact)}
        </li>
      ))}
    </ul>
  )
}
