/** Free text of people, as it is kept. Pure. */
import { holdsIdentityNumber, Problem, problems } from '../platform/index.ts'
import { warningProblems } from './warning.problems.ts'

/** Line breaks stay; other controls say nothing. @throws Problem identity_number, invalid_input */
export function written(field: string, text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  if (clean === '') throw new Problem(problems.invalidInput, `Write something in ${field}.`)
  if (holdsIdentityNumber(clean)) throw new Problem(warningProblems.identityNumber, `Take the number out of ${field}.`)
  return clean
}
