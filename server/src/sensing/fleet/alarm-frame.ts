/** What mails about alarms have in common. */
import type { Language } from '@varde/contract'

export type AlarmMail = { subject: string; text: string; html: string }

/** As people at the CSIRT and its members read a clock. */
export function clockText(at: Date, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : language
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Oslo' } as const
  return new Intl.DateTimeFormat(locale, options).format(at)
}
