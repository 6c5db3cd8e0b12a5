/** How a contact is reached: forms of addresses, telephone numbers and names. */
import { type Language, languages } from '@varde/contract'
import type { Reading } from '../platform/index.ts'

/** The longest address that SMTP carries (RFC 5321, section 4.5.3.1.3). */
const longestEmail = 254

/** Lower case; nothing that could end a mail header or name two recipients. */
export function readEmail(text: string): Reading<string> {
  const email = text.toLowerCase()
  const right = /^[^\s@<>()[\],;:"\\\p{Cc}]+@[^\s@<>()[\],;:"\\\p{Cc}.]+(?:\.[^\s@<>()[\],;:"\\\p{Cc}.]+)+$/u
  if (right.test(email) && email.length <= longestEmail) return { value: email }
  return { fault: 'is no e-mail address. Write one address, e.g. ikt-vakt@helse.example.' }
}

/** Bokmål where nothing is said. */
export function readLanguage(text: string): Reading<Language> {
  const language = text === '' ? 'nb' : languages.find((known) => known === text.toLowerCase())
  if (language !== undefined) return { value: language }
  return { fault: `is no language here. Write ${languages.join(', ')}, or nothing for nb.` }
}

/** 1 is reached before 2; null where nothing is said. */
export function readRank(text: string): Reading<number | null> {
  if (text === '') return { value: null }
  if (/^[1-9]$/.test(text)) return { value: Number(text) }
  return { fault: 'is no place in the order. Write 1 for the first to be reached, up to 9, or nothing.' }
}

/** One line of text: control characters and runs of spaces become one space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
