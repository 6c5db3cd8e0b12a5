/** Erases the telemetry of a member that was erased; tried again until it is done. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Audit, heldMembers, system } from '../access/index.ts'
import type { Platform, Task } from '../platform/index.ts'
import { eraseEvents } from './events/event-erasure.store.ts'
import { eraseEventsTask } from './member-erasure.store.ts'
import { forgetAside } from './receive/spool-aside.ts'

const Payload = Type.Object({ orgnr: Type.String(), sensors: Type.Array(Type.String()), at: Type.String() })

export function eraseEventsJob(
  { postgres: { db }, clickhouse, clock }: Pick<Platform, 'postgres' | 'clickhouse' | 'clock'>,
  audit: Audit,
  spoolFolder: string,
): Task {
  return async (payload) => {
    const { orgnr, sensors, at } = Value.Parse(Payload, payload)
    const held = await heldMembers(db, 'events', clock())
    const { events, rejected_lines } = await eraseEvents(clickhouse, { orgnr, sensors, held, until: new Date(at) })
    const segments = await forgetAside(spoolFolder, new Set(sensors))
    const details = { events, rejected_lines, segments }
    const entry = { act: 'member.erased', object: { kind: 'member', id: orgnr }, member: orgnr, details } as const
    await audit.record(db, system(eraseEventsTask), entry)
  }
}
