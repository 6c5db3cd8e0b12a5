/** An answer by e-mail: whether a person wrote it, and what they wrote. */
import EmailReplyParser from 'email-reply-parser'
import { maskIdentityNumbers } from '../../platform/index.ts'
import { longestComment } from '../answers/response.ts'

/** Characters that are looked at: what is new stands at the top, and how long a parser takes must have a bound. */
const looked = 20_000

/**
 * What a program sent by itself, e.g. that somebody is away (RFC 3834) or has opened the mail (RFC 8098): nobody has read it.
 * @param header the value of a header field in lower case, or nothing
 */
export function isAutomatic(header: (name: string) => string | undefined): boolean {
  const submitted = header('auto-submitted')
  if (submitted !== undefined && !submitted.startsWith('no')) return true
  if (/multipart\/report/.test(header('content-type') ?? '')) return true
  if (/^(?:bulk|junk|auto_reply|list)/.test(header('precedence') ?? '')) return true
  return ['x-autoreply', 'x-autorespond', 'list-id'].some((name) => header(name) !== undefined)
}

/** Outlook's head of what is answered, which no line marks as quoted. */
const outlookHead = /^\s*\**(?:Fra|Frå|From):.*\n(?:.*\n){0,2}?\s*\**(?:Sendt|Sent|Dato|Date):/m

/** What is new: without what was answered, and bounded. */
export function newTextOf(text: string): string {
  const plain = text.slice(0, looked).replace(/\r\n?/g, '\n')
  const head = outlookHead.exec(plain)
  const above = head === null ? plain : plain.slice(0, head.index)
  const shown = new EmailReplyParser().read(above).getVisibleText()
  // Line breaks stay; PostgreSQL keeps no NUL, and other controls say nothing.
  const clean = maskIdentityNumbers(shown.replace(/[^\P{Cc}\n\t]/gu, '').trim())
  return clean.length <= longestComment ? clean : `${clean.slice(0, longestComment - 1)}…`
}
