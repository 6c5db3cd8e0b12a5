/** What mails to people about their own account say, in their language. */
import type { Language, Role } from '@varde/contract'

export type PersonMailWords = {
  role: Record<Role, string>
  /** `kontakt for Medlem kommune` */
  roleAt: (role: string, member: string) => string
  greeting: (name: string) => string
  invitation: { subject: string; text: string }
  known: { subject: string; text: string }
  reset: { subject: string; text: string }
  inactive: { subject: string; text: string }
  roles: string
  linkButton: string
  signInButton: string
  /** Under the link. */
  once: string
  unexpected: string
}

const nb: PersonMailWords = {
  role: {
    admin: 'administrator',
    team_leader: 'teamleder',
    duty_officer: 'vakthavende',
    analyst: 'analytiker',
    auditor: 'revisor',
    member_admin: 'medlemsadministrator',
    member_contact: 'kontakt',
    partner: 'partner',
  },
  roleAt: (role, member) => `${role} for ${member}`,
  greeting: (name) => `Hei, ${name}`,
  invitation: {
    subject: 'Du er invitert til Varde',
    text: 'Du har fått tilgang til Varde, varslingssystemet for helsesektoren. Åpne lenken og velg hvordan du vil logge inn.',
  },
  known: {
    subject: 'Du har fått tilgang i Varde',
    text: 'Tilgangen din i Varde er endret. Logg inn som du pleier.',
  },
  reset: {
    subject: 'Velg på nytt hvordan du logger inn i Varde',
    text: 'Innloggingen din i Varde er nullstilt. Åpne lenken og velg hvordan du vil logge inn.',
  },
  inactive: {
    subject: 'Kontoen din i Varde stenges snart',
    text: 'Du har ikke logget inn i Varde på tre måneder. Logg inn innen 14 dager for å beholde tilgangen. Etterpå må noen åpne kontoen igjen.',
  },
  roles: 'Du er',
  linkButton: 'Velg innlogging',
  signInButton: 'Logg inn',
  once: 'Lenken virker én gang, i ett døgn. Ikke send den videre: den som åpner den, kommer inn som deg.',
  unexpected: 'Ventet du ikke denne e-posten? Da trenger du ikke gjøre noe.',
}

const nn: PersonMailWords = {
  role: {
    admin: 'administrator',
    team_leader: 'teamleiar',
    duty_officer: 'vakthavande',
    analyst: 'analytikar',
    auditor: 'revisor',
    member_admin: 'medlemsadministrator',
    member_contact: 'kontakt',
    partner: 'partnar',
  },
  roleAt: (role, member) => `${role} for ${member}`,
  greeting: (name) => `Hei, ${name}`,
  invitation: {
    subject: 'Du er invitert til Varde',
    text: 'Du har fått tilgang til Varde, varslingssystemet for helsesektoren. Opne lenkja og vel korleis du vil logge inn.',
  },
  known: {
    subject: 'Du har fått tilgang i Varde',
    text: 'Tilgangen din i Varde er endra. Logg inn som du plar.',
  },
  reset: {
    subject: 'Vel på nytt korleis du loggar inn i Varde',
    text: 'Innlogginga di i Varde er nullstilt. Opne lenkja og vel korleis du vil logge inn.',
  },
  inactive: {
    subject: 'Kontoen din i Varde blir snart stengd',
    text: 'Du har ikkje logga inn i Varde på tre månader. Logg inn innan 14 dagar for å behalde tilgangen. Etterpå må nokon opne kontoen att.',
  },
  roles: 'Du er',
  linkButton: 'Vel innlogging',
  signInButton: 'Logg inn',
  once: 'Lenkja verkar éin gong, i eitt døgn. Ikkje send ho vidare: den som opnar ho, kjem inn som deg.',
  unexpected: 'Venta du ikkje denne e-posten? Då treng du ikkje gjere noko.',
}

const en: PersonMailWords = {
  role: {
    admin: 'administrator',
    team_leader: 'team leader',
    duty_officer: 'duty officer',
    analyst: 'analyst',
    auditor: 'auditor',
    member_admin: 'member administrator',
    member_contact: 'contact',
    partner: 'partner',
  },
  roleAt: (role, member) => `${role} for ${member}`,
  greeting: (name) => `Hello, ${name}`,
  invitation: {
    subject: 'You are invited to Varde',
    text: 'You have been given access to Varde, the warning system of the health sector. Open the link and choose how to sign in.',
  },
  known: {
    subject: 'You have been given access in Varde',
    text: 'Your access in Varde has changed. Sign in as you usually do.',
  },
  reset: {
    subject: 'Choose anew how you sign in to Varde',
    text: 'Your sign-in to Varde has been reset. Open the link and choose how to sign in.',
  },
  inactive: {
    subject: 'Your account in Varde will soon be closed',
    text: 'You have not signed in to Varde for three months. Sign in within 14 days to keep your access. After that, somebody has to open the account again.',
  },
  roles: 'You are',
  linkButton: 'Choose how to sign in',
  signInButton: 'Sign in',
  once: 'The link works once, for a day. Do not pass it on: whoever opens it comes in as you.',
  unexpected: 'Did you not expect this mail? Then there is nothing you need to do.',
}

export const personMailWords: Record<Language, PersonMailWords> = { nb, nn, en }
