/** The parts of a cursor, checked before they meet the database. */
import { validate } from 'uuid'
import { Problem, problems } from '../platform/index.ts'

/** @throws Problem invalid_input */
export function idIn(value: string | number | undefined): string {
  if (typeof value === 'string' && validate(value)) return value
  throw notOurs()
}

/** @throws Problem invalid_input */
export function numberIn(value: string | number | undefined): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw notOurs()
}

function notOurs(): Problem {
  return new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}
