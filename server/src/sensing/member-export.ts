/** What this context hands out of a member: its sensors, their unreadable lines, and its events. */
import { type Clickhouse, type Db, everyRow } from '../platform/index.ts'
import { listEvents } from './events/event.store.ts'
import { listSensors } from './fleet/sensor.store.ts'
import { listRejected } from './load/rejected-line.store.ts'

/** Rows read at a time. */
const pageRows = 1000

export async function* exportSensors(db: Db, clickhouse: Clickhouse, orgnr: string): AsyncGenerator<object> {
  const sensors = everyRow(
    (after: { value: string; id: string } | null) =>
      listSensors(db, { scope: [orgnr], member: orgnr, after, limit: pageRows }),
    ({ name, id }) => ({ value: name, id }),
  )
  for await (const { id, name, created_at, revoked_at, last_seen_at, last_event_at, ...counted } of sensors) {
    const { accepted_lines, rejected_lines, health } = counted
    const times = { created_at, revoked_at, last_seen_at, last_event_at }
    yield { kind: 'sensor', id, name, ...times, accepted_lines, rejected_lines, health }
    const lines = everyRow(
      (after: Parameters<typeof listRejected>[2]) => listRejected(clickhouse, id, after, pageRows),
      ({ received_at, batch, line_number }) => ({ received: Date.parse(received_at), batch, line: line_number }),
    )
    for await (const line of lines) yield { kind: 'rejected_line', sensor: id, ...line }
  }
}

/** The newest first, as they are searched. */
export async function* exportEvents(clickhouse: Clickhouse, orgnr: string): AsyncGenerator<object> {
  const events = everyRow(
    (after: Parameters<typeof listEvents>[3]) => listEvents(clickhouse, [orgnr], {}, after, pageRows),
    ({ time, id }) => ({ time, id }),
  )
  for await (const event of events) yield { kind: 'event', ...event }
}
