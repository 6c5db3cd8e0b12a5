import type { Reading } from './reading.ts'

/** E.164 with a leading +; a number without a country is Norwegian (eight digits, or five that begin with 0). */
export function readPhone(text: string): Reading<string> {
  const digits = text.replace(/[\s().-]/g, '').replace(/^00/, '+')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return { value: digits }
  if (/^[2-9]\d{7}$/.test(digits) || /^0\d{4}$/.test(digits)) return { value: `+47${digits}` }
  return { fault: 'is no telephone number. Write it with its country, e.g. +47 22 00 00 00.' }
}
