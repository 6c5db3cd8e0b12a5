/**
 * Finds Norwegian national identity numbers in free text, so that none is kept or sent: a date, an individual number and
 * two control digits by mod 11. Covered are birth numbers, D-numbers (day + 40), help numbers (month + 40), the health
 * sector's shared help numbers (first digit 8 or 9, no date), and the synthetic ones of test registers (month + 40, + 65
 * or + 80), since a test person is easily mistaken for a real one.
 *
 * Not covered: what carries no control digits (Sámi, Swedish or Danish numbers, DUF numbers), and birth numbers given from
 * 2032 on, whose first control digit follows another rule. A number of another kind with the same form is taken for one in
 * about 1 of 400 cases; whoever wrote it is asked to leave it out.
 */

const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2]
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

/** What people write between the parts: `01.02.03 45678`, `010203-45678`, also with spaces that do not break or show. */
const gap = '[\\s.,/\\p{Pd}\\p{Cf}]{0,2}'
/** A look-ahead, so that a number is found also where something before it looks like its beginning. */
const candidate = new RegExp(`(?<!\\d)(?=(\\d\\d${gap}\\d\\d${gap}\\d\\d${gap}\\d{3}${gap}\\d\\d)(?!\\d))`, 'gu')

/** Whether a text holds one. Longer runs of digits are something else. */
export function holdsIdentityNumber(text: string): boolean {
  return found(text).length > 0
}

/** The text with a star for each digit of every such number. */
export function maskIdentityNumbers(text: string): string {
  return found(text).reduce(
    (masked, { from, to }) => masked.slice(0, from) + masked.slice(from, to).replace(/\d/g, '*') + masked.slice(to),
    text,
  )
}

function found(text: string): { from: number; to: number }[] {
  return [...text.matchAll(candidate)]
    .map(({ index, 1: written = '' }) => ({ from: index, to: index + written.length, written }))
    .filter(({ written }) => isIdentityNumber(written.replace(/\D/g, '')))
}

function isIdentityNumber(digits: string): boolean {
  const number = [...digits].map(Number)
  return (
    (Number(digits[0]) >= 8 || isDate(digits)) &&
    control(number, firstWeights) === number[9] &&
    control(number, secondWeights) === number[10]
  )
}

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const monthShifts = [0, 40, 65, 80]

/** The century is not known from the two digits of the year: a leap day is believed where any century has it. */
function isDate(digits: string): boolean {
  const [day, month, year] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number]
  const days = monthShifts.flatMap((shift) => daysOfMonth[month - shift - 1] ?? [])[0]
  const born = day > 40 ? day - 40 : day
  return days !== undefined && born >= 1 && born <= (days === 29 && year % 4 !== 0 ? 28 : days)
}

/** 10 for a number that has no control digit, which no digit equals. */
function control(digits: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0)
  return (11 - (sum % 11)) % 11
}
