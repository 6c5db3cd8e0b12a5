/**
 * How long a hunt for 10,000 indicators takes over stored events, from asked to answered, both stores included: of every type,
 * one of a hundred seen, by one host within an hour; then where those were seen everywhere all the time, and with a hundred
 * networks among them.
 */
import { createHash, randomUUID } from 'node:crypto'
import { commandLine, noteBy, openAudit } from '../../server/src/access/index.ts'
import { type Clickhouse, systemClock } from '../../server/src/platform/index.ts'
import { findHunt, readHunt, runHunt, startHunt } from '../../server/src/sensing/index.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { days, eventCounts, makeEvents, type Stores, withStores } from './stored-events.ts'

/** The sizes of the curve: each is measured on the way to the next. */
const steps = Object.values(eventCounts)
const indicatorCount = 10_000
const networkCount = 100

export const hunt: Benchmark = (size, say) =>
  withStores(async (stores) => {
    const total = eventCounts[size]
    const curve: Record<string, number> = {}
    let seconds = 0
    let made = sighted * sightings
    await makeSightings(stores.clickhouse)
    for (const step of steps.filter((one) => one <= total)) {
      say(`storing ${step.toLocaleString('en')} events`)
      await makeEvents(stores.clickhouse, made, step)
      made = step
      seconds = await hunted(stores, plain)
      curve[`seconds_at_${step / 1_000_000}_million`] = seconds
      say(`${indicatorCount} indicators over ${step.toLocaleString('en')} events: ${seconds} s`)
    }
    const commonSeconds = await hunted(stores, commonValues(indicatorCount))
    say(`a hundred of them seen everywhere: ${commonSeconds} s`)
    const withNetworksSeconds = await hunted(stores, withNetworks)
    say(`with ${networkCount} networks: ${withNetworksSeconds} s`)
    return {
      indicators: indicatorCount,
      events: total,
      seconds,
      ...curve,
      seconds_seen_everywhere: commonSeconds,
      seconds_with_networks: withNetworksSeconds,
    }
  })

/** @returns seconds of a hunt for so many indicators */
export function huntOver(count: number, size: Size): Promise<number> {
  return withStores(async (stores) => {
    await makeSightings(stores.clickhouse)
    await makeEvents(stores.clickhouse, sighted * sightings, eventCounts[size])
    return hunted(stores, values(count))
  })
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
