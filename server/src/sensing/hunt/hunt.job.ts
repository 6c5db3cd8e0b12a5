/** Does a hunt, slice by slice, newest events first; after a restart it begins anew. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Platform, Task } from '../../platform/index.ts'
import { beginHunt, endHunt, type HuntHit, recordHunt } from './hunt.store.ts'
import { type HuntValue, huntValueOf, slicesOf } from './hunt.ts'
import { type HuntFound, huntHours, huntSlice } from './hunt-search.store.ts'
import { dropHuntValues, writeHuntValues } from './hunt-values.store.ts'

const Payload = Type.Object({ id: Type.String() })
const dayMilliseconds = 24 * 60 * 60 * 1000
/** Stored rows searched between two looks at whether somebody has stopped it: about half a second's work of two cores. */
const sliceEvents = 20_000_000

type Parts = Pick<Platform, 'postgres' | 'clickhouse' | 'clock'>

export function huntJob(parts: Parts): Task {
  return async (payload, { last }) => {
    const { id } = Value.Parse(Payload, payload)
    try {
      await runHunt(parts, id)
    } catch (fault) {
      if (last) await endHunt(parts.postgres.db, id, 'failed', parts.clock())
      throw fault
    }
  }
}

/** @param fewest rows of a slice */
export async function runHunt(
  { postgres: { db }, clickhouse, clock }: Parts,
  id: string,
  progress: (done: number, total: number) => void = () => {},
  fewest: number = sliceEvents,
): Promise<void> {
  const hunt = await beginHunt(db, id)
  if (hunt === null) return
  const since = new Date(hunt.createdAt.getTime() - hunt.days * dayMilliseconds)
  const numbers = new Map<string, number>()
  const values: HuntValue[] = []
  for (const [number, indicator] of hunt.indicators.entries()) {
    const value = huntValueOf(indicator)
    const key = keyOf(value)
    // E-mail addresses that differ in case alone are one: the first stands for both.
    if (numbers.has(key)) continue
    numbers.set(key, number)
    values.push(value)
  }
  await writeHuntValues(clickhouse, id, values)
  try {
    const hours = await huntHours(clickhouse, since)
    const total = hours.reduce((sum, { events }) => sum + events, 0)
    let done = 0
    for (const slice of slicesOf(hours, fewest)) {
      const found = await huntSlice(clickhouse, { id, scope: hunt.scope, since }, values, slice)
      done += slice.events
      if (!(await recordHunt(db, id, { done, total }, hitsOf(found, numbers)))) return
      progress(done, total)
    }
  } finally {
    await dropHuntValues(clickhouse, id)
  }
  await endHunt(db, id, 'done', clock())
}

const keyOf = ({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`

function hitsOf(found: readonly HuntFound[], numbers: ReadonlyMap<string, number>): HuntHit[] {
  return found.map(({ kind, text, ...hit }) => {
    const number = numbers.get(keyOf({ kind, text }))
    if (number === undefined) throw new Error(`the engine found a ${kind} ${text} that nobody looks for`)
    return { number, ...hit }
  })
}
