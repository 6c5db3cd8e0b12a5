import type { RejectedPage } from '@varde/contract'
import type { Static } from 'typebox'
import { type Clickhouse, rows } from '../../platform/index.ts'

type RejectedLine = Static<typeof RejectedPage>['items'][number]

/** Characters of a line that are shown. */
const shown = 2000

export type RejectedPosition = { received: number; batch: string; line: number }

/** A sensor's unreadable lines, newest batch first; one more than `limit` where there are more. */
export async function listRejected(
  clickhouse: Clickhouse,
  sensor: string,
  after: RejectedPosition | null,
  limit: number,
): Promise<RejectedLine[]> {
  const position =
    after === null
      ? ''
      : `and (received_at, rejected_line.batch, rejected_line.line_number) < (fromUnixTimestamp64Milli({received:Int64}, 'UTC'), {batch:UUID}, {line:UInt64})`
  const found = await rows<Omit<RejectedLine, 'received_at'> & { received: string }>(
    clickhouse,
    `select toString(rejected_line.batch) as batch, toUInt32(rejected_line.line_number) as line_number,
      toString(toUnixTimestamp64Milli(received_at)) as received, reason,
      substringUTF8(toValidUTF8(substring(rejected_line.line, 1, ${shown * 4})), 1, ${shown}) as line
    from rejected_line where sensor = {sensor:UUID} ${position}
    order by received_at desc, rejected_line.batch desc, rejected_line.line_number desc
    limit 1 by rejected_line.batch, rejected_line.line_number limit {limit:UInt32}`,
    { sensor, limit: limit + 1, ...after },
  )
  return found.map(({ received, ...row }) => ({ ...row, received_at: new Date(Number(received)).toISOString() }))
}
