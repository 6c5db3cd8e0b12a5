import { validate } from 'uuid'
import { Problem, problems } from './problem.ts'

/** Where a page ended: the sort values of its last row, opaque to the caller. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * Reads a cursor of `length` values.
 * @throws Problem invalid_input for anything that this program did not write
 */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const fits =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
    if (fits) return values
  } catch {
    // Falls through to the one refusal below.
  }
  throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}

/**
 * Reads a cursor that ends a page by a sort value and an id.
 * @throws Problem invalid_input for anything that this program did not write
 */
export function decodeIdCursor(cursor: string | undefined): { value: string; id: string } | null {
  const start = decodeCursor(cursor, 2)
  if (start === null) return null
  const [value, id] = start.map(String) as [string, string]
  if (!validate(id)) throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
  return { value, id }
}

/** Cuts a list that was read with one row too many into a page. */
export function page<T>(rows: T[], limit: number, key: (row: T) => readonly (string | number)[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}

/** Every row of a list, read page by page; `read` gives the rows after a place, or the first, and none at the end. */
export async function* everyRow<Row, Place>(
  read: (after: Place | null) => Promise<readonly Row[]>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<Row> {
  for (let after: Place | null = null; ; ) {
    const rows: readonly Row[] = await read(after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = placeOf(last)
  }
}
