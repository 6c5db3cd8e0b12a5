/**
 * How fast CVE records are taken into the catalogue, and with what memory: the generated ones by size, and those of a file that
 * VARDE_BENCH_CVE names. Then the same again, of which nothing has changed. PostgreSQL is a process of its own and not counted.
 */
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readConfig } from '../../server/src/config.ts'
import {
  migrateJobs,
  migratePostgres,
  openLog,
  openPostgres,
  type Postgres,
  systemClock,
} from '../../server/src/platform/index.ts'
import { readFeed } from '../../server/src/vulnerability/index.ts'
import type { Benchmark, Figures } from './benchmark.ts'

const counts = { S: 20_000, M: 100_000, L: 300_000 }

export const cve: Benchmark = async (size, say) => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-bench-cve-'))
  // As root the database runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const log = openLog('warn')
  const postgres = await openPostgres(readConfig({ VARDE_DATA: join(folder, 'data') }), 'command', log)
  try {
    await migratePostgres(postgres.owner)
    await migrateJobs(postgres.owner)
    const path = join(folder, 'records.ndjson.gz')
    say(`writing ${counts[size]} records`)
    await pipeline(Readable.from(records(counts[size])), createGzip(), createWriteStream(path))
    const given = process.env['VARDE_BENCH_CVE']
    return {
      ...(given === undefined ? {} : prefixed('given', await twice(postgres, given, say))),
      ...(await twice(postgres, path, say)),
    }
  } finally {
    await postgres.close()
    await rm(folder, { recursive: true })
  }
}

async function twice(postgres: Postgres, path: string, say: (text: string) => void): Promise<Figures> {
  say(`importing ${path}`)
  const first = await timed(postgres, path)
  say('importing it again')
  const again = await timed(postgres, path)
  return {
    records: first.records,
    records_per_second: Math.round(first.records / first.seconds),
    unchanged_per_second: Math.round(again.records / again.seconds),
    peak_megabytes: Math.max(first.megabytes, again.megabytes),
  }
}

async function timed(postgres: Postgres, path: string) {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 100)
  const start = performance.now()
  const { counts: read } = await readFeed({ kind: 'cve', path, name: 'bench' }, { postgres, clock: systemClock })
  clearInterval(timer)
  look()
  return { records: read.read, seconds: (performance.now() - start) / 1000, megabytes: Math.round(most / 1024 ** 2) }
}

const prefixed = (word: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${word}_${key}`, value]))

/** In the size and the proportions of real ones: half with an enrichment, a fifth that name no product. */
function* records(count: number): Generator<string> {
  const text =
    'A flaw in the handling of requests lets somebody who is not signed in read what lies beside it. '.repeat(4)
  for (let i = 0; i < count; i++) {
    const product =
      i % 5 === 0
        ? { vendor: 'n/a', product: 'n/a' }
        : { vendor: `Vendor ${i % 4000}`, product: `Product ${i % 20_000}` }
    const version = {
      version: '0',
      status: 'affected',
      lessThan: `${i % 9}.${i % 31}`,
      versionType: i % 2 ? 'semver' : 'custom',
    }
    const references = Array.from({ length: 4 }, (_, n) => ({
      url: `https://vendor.example/${i}/${n}`,
      tags: ['vendor-advisory'],
    }))
    const options = [
      { Exploitation: i % 10 === 0 ? 'poc' : 'none' },
      { Automatable: 'no' },
      { 'Technical Impact': 'partial' },
    ]
    const adp = {
      providerMetadata: { shortName: 'HELPER' },
      metrics: [{ other: { type: 'ssvc', content: { timestamp: '2026-01-02T00:00:00Z', options } } }],
    }
    const cna = {
      providerMetadata: { shortName: 'vendor' },
      title: `Flaw ${i}`,
      descriptions: [{ lang: 'en', value: text }],
      affected: [{ ...product, versions: [version], defaultStatus: 'unaffected' }],
      metrics: [
        { cvssV3_1: { baseScore: (i % 100) / 10, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } },
      ],
      references,
    }
    const meta = { cveId: `CVE-2026-${100_000 + i}`, state: 'PUBLISHED', dateUpdated: '2026-01-02T00:00:00Z' }
    yield `${JSON.stringify({ dataType: 'CVE_RECORD', cveMetadata: meta, containers: { cna, ...(i % 2 ? { adp: [adp] } : {}) } })}\n`
  }
}
