/**
 * How long a hunt for 10,000 indicators takes over stored events, from asked to answered, both stores included: addresses,
 * names, wildcards and URLs, a few of which were seen; then the same with a hundred networks among them.
 */
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandLine, noteBy, openAudit } from '../../server/src/access/index.ts'
import { readConfig } from '../../server/src/config.ts'
import {
  type Clickhouse,
  migrateClickhouse,
  migrateJobs,
  migratePostgres,
  openClickhouse,
  openLog,
  openPostgres,
  type Postgres,
  systemClock,
} from '../../server/src/platform/index.ts'
import { findHunt, readHunt, runHunt, startHunt } from '../../server/src/sensing/index.ts'
import type { Benchmark } from './benchmark.ts'

const eventCounts = { S: 2_000_000, M: 10_000_000, L: 50_000_000 }
/** Generated once and then copied with other identities, times and days of receipt, which is faster. */
const madeEvents = 1_000_000
const indicatorCount = 10_000
const networkCount = 100
const days = 30

export const hunt: Benchmark = async (size, say) => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-bench-'))
  // As root the database runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const config = readConfig({ VARDE_DATA: folder })
  const postgres = await openPostgres(config, 'command', openLog('silent'))
  const clickhouse = openClickhouse(config)
  try {
    await migratePostgres(postgres.owner)
    await migrateJobs(postgres.owner)
    await migrateClickhouse(clickhouse)
    const total = eventCounts[size]
    say(`storing ${total.toLocaleString('en')} events`)
    await make(clickhouse)
    // Each size below is measured on the way, for the curve.
    for (let copies = 1; copies * madeEvents < total; copies++) {
      if (copies === 1 || copies === 10)
        say(`${copies * madeEvents} events: ${await hunted({ postgres, clickhouse }, plain)} s`)
      await copyEvents(clickhouse, copies)
    }
    say('hunting')
    return {
      indicators: indicatorCount,
      events: total,
      seconds: await hunted({ postgres, clickhouse }, plain),
      seconds_with_networks: await hunted({ postgres, clickhouse }, withNetworks),
    }
  } finally {
    await clickhouse.close()
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** DNS, TLS, HTTP and flows of 250 members' hosts with some 250,000 names and 90,000 addresses elsewhere. */
async function make({ client }: Clickhouse): Promise<void> {
  await client.command({
    query: `insert into event (id, segment, sensor, received_at, hour, time, member, attribution, event_type, src_ip, src_port,
      dest_ip, dest_port, proto, dns_name, tls_sni, http_host, http_url)
    select sipHash128(number), generateUUIDv4(), toUUID('00000000-0000-0000-0000-000000000001'), now64(3), toInt32(floor(toUnixTimestamp(at) / 3600)),
      at, lpad(toString(1 + number % 250), 9, '0'), 'network', kind,
      toIPv6(concat('10.', toString(number % 250), '.', toString(rand(1) % 20), '.', toString(rand(2) % 250))), rand(3) % 65536,
      toIPv6(concat('198.18.', toString(rand(4) % 250), '.', toString(rand(5) % 250))), 443, 'TCP',
      if(kind = 'dns', name, ''), if(kind = 'tls', name, ''), if(kind = 'http', name, ''),
      if(kind = 'http', concat('/a/b/', toString(rand(6) % 100000)), '')
    from (
      select number, toDateTime64(now64(6), 6, 'UTC') - number % 86400 as at, ['dns', 'tls', 'http', 'flow', 'flow'][1 + number % 5] as kind,
        concat('www', toString(rand(7) % 5), '.site', toString(rand(8) % 50000), '.example') as name
      from numbers(${madeEvents}))`,
  })
}

/** Today's events once more, some days earlier. */
async function copyEvents({ client }: Clickhouse, copy: number): Promise<void> {
  const back = 1 + (copy % (days - 2))
  await client.command({
    query: `insert into event select * replace (sipHash128(id, {copy:UInt32}) as id, received_at - toIntervalDay({back:UInt8}) as received_at,
      hour - 24 * {back:UInt8} as hour, time - toIntervalDay({back:UInt8}) as time)
    from event where received_at > now64(3) - toIntervalHour(20) limit ${madeEvents}`,
    query_params: { copy, back },
  })
}

function values(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    // One of a hundred was seen.
    const seen = i % 100 === 0
    if (i % 5 < 2) return seen ? `198.18.${i % 250}.7` : `203.0.${i % 250}.${(i >> 3) % 250}`
    if (i % 5 < 4) return `${i % 5 === 2 ? '' : '*.'}${seen ? 'site' : 'listed'}${i}.example`
    return `https://www1.site${i}.example/a/b/${i}`
  })
}
const plain = values(indicatorCount)
const withNetworks = [
  ...values(indicatorCount - networkCount),
  ...Array.from({ length: networkCount }, (_, i) => `203.${i}.${(i * 16) % 256}.0/${20 + (i % 5)}`),
]

/** @returns seconds from asked to answered */
async function hunted(
  stores: { postgres: Postgres; clickhouse: Clickhouse },
  texts: readonly string[],
): Promise<number> {
  const { db } = stores.postgres
  const start = performance.now()
  const id = randomUUID()
  const { indicators } = readHunt(texts)
  const note = noteBy(openAudit({ db, key: Buffer.alloc(32, 7), clock: systemClock }), commandLine)
  await startHunt(db, { id, by: commandLine, scope: 'all', days, indicators, queued: false }, systemClock(), note)
  await runHunt({ ...stores, clock: systemClock }, id)
  const answer = await findHunt(db, id, 'all')
  if (answer?.state !== 'done') throw new Error('the hunt did not end well')
  return Math.round(performance.now() - start) / 1000
}
