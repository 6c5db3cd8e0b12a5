/** What a mail says beside the warning itself, in the contact's language. */
import type { Language } from '@varde/contract'

export type MailWords = {
  /** The subject outside an encrypted mail: the part that names the warning. */
  warning: (number: string) => string
  /** The same of a mail with several: one of them, and how many more. */
  warnings: (number: string, more: number) => string
  /** In place of that one should not answer, where answers are read. */
  mayReply: (number: string) => string
  /** Under an answer whose attachments were not all taken in: too many, or too large. */
  leftOut: (count: number) => string
  /** For an answer without a text. */
  empty: string
}

export const mailWords: Record<Language, MailWords> = {
  nb: {
    warning: (number) => `Varsel ${number}`,
    warnings: (number, more) => `Varsel ${number} og ${more} til`,
    mayReply: (number) =>
      `Du kan svare på denne e-posten; vi leser svaret. Bruk lenken for å si hvordan det gikk. Oppgi ${number} når dere ringer.`,
    leftOut: (count) =>
      count === 1
        ? '[1 vedlegg ble for stort og er ikke tatt med]'
        : `[${count} vedlegg ble for mye og er ikke tatt med]`,
    empty: '[Svaret er uten tekst]',
  },
  nn: {
    warning: (number) => `Varsel ${number}`,
    warnings: (number, more) => `Varsel ${number} og ${more} til`,
    mayReply: (number) =>
      `Du kan svare på denne e-posten; vi les svaret. Bruk lenkja for å seie korleis det gjekk. Oppgi ${number} når de ringjer.`,
    leftOut: (count) =>
      count === 1
        ? '[1 vedlegg vart for stort og er ikkje teke med]'
        : `[${count} vedlegg vart for mykje og er ikkje tekne med]`,
    empty: '[Svaret er utan tekst]',
  },
  en: {
    warning: (number) => `Warning ${number}`,
    warnings: (number, more) => `Warning ${number} and ${more} more`,
    mayReply: (number) =>
      `You may reply to this e-mail; we read the reply. Use the link to say how it went. Give ${number} when you ring.`,
    leftOut: (count) =>
      count === 1
        ? '[1 attachment was too large and is left out]'
        : `[${count} attachments were too much and are left out]`,
    empty: '[The reply has no text]',
  },
}
