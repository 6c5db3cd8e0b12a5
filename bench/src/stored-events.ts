/** Stores with events in them, for what is searched: in this process, as a command has them. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
} from '../../server/src/platform/index.ts'

/** Over how many days the events are spread. */
export const days = 30
export const eventCounts = { S: 1_000_000, M: 10_000_000, L: 50_000_000 }

export type Stores = { config: Config; postgres: Postgres; clickhouse: Clickhouse }

export async function withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
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
export async function makeEvents({ client }: Clickhouse, from: number, to: number): Promise<void> {
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
