/** Rows of the table of events, put there without a sensor: for what is read of them, and not how they come there. */
import { createHash, randomUUID } from 'node:crypto'
import type { Clickhouse } from '../../src/platform/index.ts'

/** Columns of the table by their names; `time` as RFC 3339. What is left out is empty. */
export type EventRow = { time: string; [column: string]: unknown }

export async function insertEvents({ client }: Clickhouse, given: readonly EventRow[]): Promise<void> {
  const values = given.map(({ time, id, ...row }, i) => ({
    segment: randomUUID(),
    sensor: '00000000-0000-0000-0000-000000000001',
    received_at: time.replace('T', ' ').replace('Z', ''),
    hour: Math.floor(Date.parse(time) / 3_600_000),
    time: time.replace('T', ' ').replace('Z', ''),
    member: '',
    other_member: '',
    attribution: 'network',
    event_type: 'flow',
    src_ip: '::',
    dest_ip: '::',
    version: i,
    ...row,
    // 16 bytes of plain text, which JSON can carry.
    id: createHash('sha256')
      .update(String(id ?? i))
      .digest('base64')
      .slice(0, 16),
  }))
  await client.insert({ table: 'event', values, format: 'JSONEachRow' })
}
