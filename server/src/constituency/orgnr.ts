/** Norwegian organisation numbers: nine digits, the last a mod-11 control digit (Brønnøysundregistrene). */
import type { Reading } from '../platform/index.ts'

const weights = [3, 2, 7, 6, 5, 4, 3, 2]

/** The control digit of eight digits; null where the remainder is 1, for which there is no number. */
function controlDigit(body: string): number | null {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  const control = (11 - (sum % 11)) % 11
  return control === 10 ? null : control
}

/** Reads a number as people write it: spaces between the digits are left out. */
export function readOrgnr(text: string): Reading<string> {
  const digits = text.replace(/\s/g, '')
  if (!/^\d{9}$/.test(digits)) return { fault: 'is no organisation number. Write its nine digits.' }
  if (controlDigit(digits.slice(0, 8)) !== Number(digits[8])) {
    return { fault: 'is no organisation number: its control digit is wrong. Look it up and write it again.' }
  }
  return { value: digits }
}

/** The nth made-up organisation number for demonstrations: right by its control digit, in use by none (they begin with 0). */
export function orgnrFrom(n: number): string {
  for (let left = n, body = 1; ; body++) {
    const digits = String(body).padStart(8, '0')
    const control = controlDigit(digits)
    if (control === null) continue
    if (left === 0) return `${digits}${control}`
    left--
  }
}
