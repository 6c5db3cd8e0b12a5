/**
 * How long a hunt for 10,000 indicators takes over stored events, from asked to answered, both stores included: of every type,
 * one of a hundred seen, by one host within an hour; then where those were seen everywhere all the time, with a hundred
 * networks among them, and for new indicators, up to a million, that look back.
 */
import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandLine, noteBy, openAudit } from '../../server/src/access/index.ts'
import { type Config, readConfig } from '../../server/src/config.ts'
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
import { findHunt, lookBack, readHunt, runHunt, startHunt } from '../../server/src/sensing/index.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { addIndicators } from './sector.ts'

const eventCounts = { S: 1_000_000, M: 10_000_000, L: 50_000_000 }
/** The sizes of the curve: each is measured on the way to the next. */
const steps = Object.values(eventCounts)
const indicatorCount = 10_000
const networkCount = 100
const newIndicators = { S: 100_000, M: 1_000_000, L: 1_000_000 }
const days = 30

export const hunt: Benchmark = (size, say) =>
  withStores(async (stores) => {
    const total = eventCounts[size]
    const curve: Record<string, number> = {}
    let seconds = 0
    let made = sighted * sightings
    await makeSightings(stores.clickhouse)
    for (const step of steps.filter((one) => one <= total)) {
      say(`storing ${step.toLocaleString('en')} events`)
      await make(stores.clickhouse, made, step)
      made = step
      seconds = await hunted(stores, plain)
      curve[`seconds_at_${step / 1_000_000}_million`] = seconds
      say(`${indicatorCount} indicators over ${step.toLocaleString('en')} events: ${seconds} s`)
    }
    const commonSeconds = await hunted(stores, commonValues(indicatorCount))
    say(`a hundred of them seen everywhere: ${commonSeconds} s`)
    const withNetworksSeconds = await hunted(stores, withNetworks)
    say(`with ${networkCount} networks: ${withNetworksSeconds} s`)
    const fresh = newIndicators[size]
    const lookedBackSeconds = await lookedBack(stores, fresh)
    say(`${fresh.toLocaleString('en')} new indicators looked back in ${lookedBackSeconds} s`)
    return {
      indicators: indicatorCount,
      events: total,
      seconds,
      ...curve,
      seconds_seen_everywhere: commonSeconds,
      seconds_with_networks: withNetworksSeconds,
      look_back_indicators: fresh,
      look_back_seconds: lookedBackSeconds,
    }
  })

/** @returns seconds of a hunt for so many indicators */
export function huntOver(count: number, size: Size): Promise<number> {
  return withStores(async (stores) => {
    await makeSightings(stores.clickhouse)
    await make(stores.clickhouse, sighted * sightings, eventCounts[size])
    return hunted(stores, values(count))
  })
}

type Stores = { config: Config; postgres: Postgres; clickhouse: Clickhouse }

async function withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
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
    return await work({ config, postgres, clickhouse })
  } finally {
    await clickhouse.close()
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Fills up to so many events: flows, DNS, TLS, HTTP, files and mail of 250 members' hosts, evenly over thirty days, with some
 * 250,000 names and 60,000 addresses elsewhere. A day at a time, so that each insert is of one partition.
 */
async function make({ client }: Clickhouse, from: number, to: number): Promise<void> {
  const each = Math.floor((to - from) / days)
  for (let day = 0; day < days; day++) {
    const first = from + day * each
    const rows = day === days - 1 ? to - first : each
    await client.command({
      query: `insert into event (id, segment, sensor, received_at, hour, time, member, attribution, event_type, app_proto, src_ip,
      src_port, dest_ip, dest_port, proto, dns_name, dns_answers, tls_sni, tls_names, tls_fingerprint, ja3, ja3s, ja4, http_host,
      http_url, http_referer, file_hashes, email_from, email_to)
    select sipHash128(n), toUUID('00000000-0000-0000-0000-00000000000a'), toUUID('00000000-0000-0000-0000-000000000001'),
      toDateTime64(at, 3, 'UTC'), toInt32(floor(toUnixTimestamp(at) / 3600)), at, lpad(toString(1 + n % 250), 9, '0'), 'network', kind,
      kind, toIPv6(concat('10.', toString(n % 250), '.', toString(r1 % 20), '.', toString(r2 % 250))), r1 % 65536, toIPv6(address), 443, 'TCP',
      if(kind = 'dns', name, ''), if(kind = 'dns', [address], []), if(kind = 'tls', name, ''), if(kind = 'tls', [concat('*.', site)], []),
      if(kind = 'tls', lower(hex(SHA1(site))), ''), if(kind = 'tls', lower(hex(MD5(toString(r1 % 300)))), ''),
      if(kind = 'tls', lower(hex(MD5(toString(r2 % 1000)))), ''),
      if(kind = 'tls', concat('t13d1516h2_', substring(lower(hex(MD5(toString(r1 % 300)))), 1, 12), '_e5627efa2ab1'), ''),
      if(kind = 'http', name, ''), if(kind = 'http', concat('/a/b/', toString(r1 % 100000)), ''),
      if(kind = 'http' and n % 2 = 0, concat('https://', name, '/'), ''),
      if(kind = 'fileinfo', [lower(hex(MD5(toString(r1 % 1000000)))), lower(hex(SHA256(toString(r1 % 1000000))))], []),
      if(kind = 'smtp', concat('a', toString(r1 % 100000), '@site', toString(r2 % 1000), '.example'), ''),
      if(kind = 'smtp', [concat('b', toString(r1 % 1000), '@member.example')], [])
    from (
      select number + {first:UInt64} as n, rand(1) as r1, rand(2) as r2,
        toStartOfDay(now('UTC')) - toIntervalDay({day:UInt8}) as midnight,
        toDateTime64(least(now('UTC'), midnight + toIntervalSecond(intDiv(number * 86400, {rows:UInt64}))), 6, 'UTC') as at,
        ['flow', 'flow', 'flow', 'flow', 'flow', 'flow', 'flow', 'flow', 'flow', 'dns', 'dns', 'dns', 'dns', 'tls', 'tls', 'tls', 'http', 'http',
          'fileinfo', 'smtp'][1 + rand(3) % 20] as kind,
        concat('site', toString(rand(4) % 50000), '.example') as site, concat('www', toString(rand(5) % 5), '.', site) as name,
        concat('198.18.', toString(rand(6) % 250), '.', toString(rand(7) % 250)) as address
      from numbers({rows:UInt64}))`,
      query_params: { first, rows, day },
    })
  }
}

/** Each of these indicators was seen by one host, so many times within an hour, as malware calls home. */
const sighted = 100
const sightings = 200

/** The kinds of indicator, in SQL and in the list of values: `sighted0` is an address, `sighted1` another ... */
const names = (i: number) => [
  `198.19.${i}.7`,
  `198.19.${i}.8`,
  `sighted${i}.example`,
  `*.sighted${i}.example`,
  `https://www1.sighted${i}.example/a/b/${i}`,
  hash('sha256', `sighted${i}`),
  hash('md5', `sighted${i}`),
  `a${i}@sighted${i}.example`,
]
const kinds = names(0).length

function hash(kind: 'md5' | 'sha256', text: string): string {
  return createHash(kind).update(text).digest('hex')
}

async function makeSightings({ client }: Clickhouse): Promise<void> {
  const name = "concat('www1.sighted', toString(i), '.example')"
  await client.command({
    query: `insert into event (id, segment, sensor, received_at, hour, time, member, attribution, event_type, src_ip, dest_ip, tls_sni,
      http_host, http_url, file_hashes, email_from)
    select sipHash128('sighted', number), generateUUIDv4(), toUUID('00000000-0000-0000-0000-000000000001'), toDateTime64(at, 3, 'UTC'),
      toInt32(floor(toUnixTimestamp(at) / 3600)), at, lpad(toString(1 + i), 9, '0'), 'network', 'sighted',
      toIPv6(concat('10.', toString(i), '.0.5')), toIPv6(concat('198.19.', toString(i), if(kind = 0, '.7', '.8'))),
      if(kind in (2, 3), ${name}, ''), if(kind = 4, ${name}, ''), if(kind = 4, concat('/a/b/', toString(i)), ''),
      multiIf(kind = 5, [lower(hex(SHA256(concat('sighted', toString(i)))))], kind = 6, [lower(hex(MD5(concat('sighted', toString(i)))))], []),
      if(kind = 7, concat('a', toString(i), '@sighted', toString(i), '.example'), '')
    from (
      select number, intDiv(number, ${sightings}) as i, i % ${kinds} as kind,
        toDateTime64(toStartOfDay(now('UTC')), 6, 'UTC') - toIntervalDay(1 + i % 28) + toIntervalSecond(number % ${sightings} * 18) as at
      from numbers(${sighted * sightings}))`,
  })
}

/** Of every type but networks: one of a hundred was seen, the others never. */
function values(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    if (i < sighted) return names(i)[i % kinds] as string
    const never = [
      `203.0.${i % 250}.${(i >> 3) % 250}`,
      `203.1.${i % 250}.${(i >> 3) % 250}`,
      `listed${i}.example`,
      `*.listed${i}.example`,
      `https://www1.listed${i}.example/a/b/${i}`,
      hash('sha256', `listed${i}`),
      hash('md5', `listed${i}`),
      `a${i}@listed${i}.example`,
    ]
    return never[i % kinds] as string
  })
}

/** As many, but the seen ones are what all talk to all the time: every stretch of the events holds one. */
function commonValues(count: number): string[] {
  const common = (i: number) => (i % 2 === 0 ? `198.18.${i}.7` : `site${i}.example`)
  return values(count).map((value, i) => (i < sighted ? common(i) : value))
}
const plain = values(indicatorCount)
const withNetworks = [
  ...values(indicatorCount - networkCount),
  ...Array.from({ length: networkCount }, (_, i) => `203.${i}.${(i * 16) % 256}.0/${20 + (i % 5)}`),
]

/** @returns seconds from asked to answered */
async function hunted(stores: Stores, texts: readonly string[]): Promise<number> {
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

/** @returns seconds that so many new names, none of which was seen, take to look back, in passes of a hundred thousand */
async function lookedBack({ config, postgres, clickhouse }: Stores, count: number): Promise<number> {
  await addIndicators({ postgres }, count)
  await postgres.pool.query('update reference_version set copied = version')
  const start = performance.now()
  const parts = { config, postgres, clickhouse, clock: systemClock, log: openLog('silent'), recordFindings: async () => {} }
  await lookBack(parts)
  return Math.round(performance.now() - start) / 1000
}
