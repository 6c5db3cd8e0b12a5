/** What a member's contact is told of a webhook that is called no more. */
import type { Language } from '@varde/contract'

type Words = {
  subject: (name: string) => string
  why: Record<'gone' | 'failing', string>
  mail: string
  mend: string
  open: string
}

export const stoppedWords: Record<Language, Words> = {
  nb: {
    subject: (name) => `Webhooken ${name} er stanset`,
    why: {
      gone: 'Adressen svarte at den er lagt ned (410).',
      failing: 'Adressen har ikke tatt imot på flere dager.',
    },
    mail: 'Varsler kommer fortsatt på e-post og i portalen.',
    mend: 'Rett adressen og slå webhooken på igjen, eller fjern den.',
    open: 'Åpne webhookene',
  },
  nn: {
    subject: (name) => `Webhooken ${name} er stansa`,
    why: {
      gone: 'Adressa svarte at ho er lagd ned (410).',
      failing: 'Adressa har ikkje teke imot på fleire dagar.',
    },
    mail: 'Varsel kjem framleis på e-post og i portalen.',
    mend: 'Rett adressa og slå webhooken på att, eller fjern han.',
    open: 'Opne webhookane',
  },
  en: {
    subject: (name) => `The webhook ${name} is stopped`,
    why: {
      gone: 'The address answered that it is gone (410).',
      failing: 'The address has taken nothing for several days.',
    },
    mail: 'Warnings still come by e-mail and in the portal.',
    mend: 'Correct the address and switch the webhook on again, or remove it.',
    open: 'Open the webhooks',
  },
}
