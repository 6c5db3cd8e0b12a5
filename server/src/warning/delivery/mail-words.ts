/** What a mail says beside the warning itself, in the contact's language. */
import type { Language } from '@varde/contract'

export type MailWords = {
  /** The subject outside an encrypted mail: the part that names the warning. */
  warning: (number: string) => string
}

export const mailWords: Record<Language, MailWords> = {
  nb: { warning: (number) => `Varsel ${number}` },
  nn: { warning: (number) => `Varsel ${number}` },
  en: { warning: (number) => `Warning ${number}` },
}
