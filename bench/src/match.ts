/**
 * Matching: how long one changed CVE takes against all inventories, and all CVEs against all of them, beside a plain nested
 * index lookup of the same pairs; how that grows; and how often it is right where the truth is known.
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../server/src/config.ts'
import {
  migrateJobs,
  migratePostgres,
  openLog,
  openPostgres,
  type Postgres,
  systemClock,
} from '../../server/src/platform/index.ts'
import type { Companion } from '../../server/src/vulnerability/catalogue/statement.ts'
import { matchDue } from '../../server/src/vulnerability/matching/match.job.ts'
import type { Benchmark, Figures, Size } from './benchmark.ts'
import { plotPanels } from './growth-plot.ts'
import { cveAt, fillCves, fillInventories, keysAt, type MatchSector } from './match-filled.ts'
import { matchKnown } from './match-known-imported.ts'

const full: MatchSector = { cves: 300_000, members: 400, productsEach: 1000, names: 30_000 }
/** Of the full size: what is run, the last of which is told. */
const shares: Record<Size, number[]> = { S: [0.02, 0.05], M: [0.02, 0.1, 0.3], L: [0.02, 0.1, 0.3, 1] }
const results = fileURLToPath(new URL('../results/', import.meta.url))
const panels = {
  one_cve_seconds: 'seconds for one changed CVE',
  one_cve_beside_seconds: 'seconds for one, "running on"',
  all_seconds: 'seconds for all CVEs',
  ratio_to_index_lookup: 'times a nested index lookup',
  peak_mb: 'MB of memory at most',
}

export const match: Benchmark = async (size, say) => {
  const known = await withDatabase((postgres) => matchKnown(postgres, say))
  const rows: Figures[] = []
  for (const share of shares[size]) {
    const figures = await withDatabase((postgres) => matchOver(postgres, sectorOf(share), say))
    rows.push({ times: share * 100, ...figures })
  }
  // What is kept is of the whole size: a shorter run does not take its place.
  if (size === 'L') await keep(rows)
  const { cves, products, one_cve_seconds, all_seconds, ratio_to_index_lookup } = rows.at(-1) as Figures
  return { cves, products, one_cve_seconds, all_seconds, ratio_to_index_lookup, ...known } as Figures
}

async function keep(rows: readonly Figures[]): Promise<void> {
  await mkdir(results, { recursive: true })
  await writeFile(`${results}match.json`, `${JSON.stringify(rows, null, 2)}\n`)
  await writeFile(
    `${results}match.svg`,
    plotPanels(
      panels,
      rows as (Figures & { times: number })[],
      'percent of 300,000 CVEs and 400,000 rows of inventory →',
    ),
  )
}

function sectorOf(share: number): MatchSector {
  return {
    cves: Math.round(full.cves * share),
    members: full.members,
    productsEach: Math.round(full.productsEach * share),
    names: Math.round(full.names * share),
  }
}

/** With a database of its own, which goes with its folder. */
async function withDatabase<Result>(work: (postgres: Postgres) => Promise<Result>): Promise<Result> {
  const data = await mkdtemp(join(tmpdir(), 'varde-bench-'))
  // As root the database runs as another user, who must be able to enter.
  await chmod(data, 0o755)
  const postgres = await openPostgres(readConfig({ VARDE_DATA: data }), 'command', openLog('silent'))
  try {
    await migratePostgres(postgres.owner)
    await migrateJobs(postgres.owner)
    return await work(postgres)
  } finally {
    await postgres.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function matchOver(postgres: Postgres, sector: MatchSector, say: (text: string) => void): Promise<Figures> {
  await fillCves(postgres, sector)
  const { software, items } = await fillInventories(postgres, sector)
  say(
    `${sector.cves.toLocaleString('en')} CVEs, ${items.toLocaleString('en')} rows of inventory, ${software.toLocaleString('en')} products in a version`,
  )
  const floor = await indexLookup(postgres)
  await postgres.pool.query('delete from match_due')
  await postgres.pool.query("insert into match_due select 'vulnerability', cve, now() from vulnerability")
  const memory = watchMemory()
  const all = await timed(() => matchDue({ postgres, clock: systemClock }))
  const peak = memory.stop()
  const { rows } = await postgres.pool.query('select count(*)::int as matches from vulnerability_match')
  say(
    `${floor.pairs.toLocaleString('en')} pairs in ${all.toFixed(1)} s (looked up: ${floor.seconds.toFixed(1)} s), ${rows[0].matches.toLocaleString('en')} matches, ${peak} MB`,
  )
  const one = await oneCve(postgres)
  const beside = await oneCve(postgres, companionsOf(sector))
  return {
    cves: sector.cves,
    products: items,
    one_cve_seconds: round(one),
    one_cve_beside_seconds: round(beside),
    all_seconds: round(all),
    ratio_to_index_lookup: round(all / floor.seconds),
    peak_mb: peak,
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** A product that many run, and one that nearly nobody does: any one of them must run beside it. */
function companionsOf({ names }: MatchSector): Companion[][] {
  const companion = (name: number): Companion => ({ keys: keysAt(name), label: `Product ${name}`, versions: [] })
  return [[companion(1), companion(names - 1)]]
}

/**
 * One whose product many run: the range that is affected becomes another, nine times; the median.
 * @param runningOn what must run beside it
 */
async function oneCve(postgres: Postgres, runningOn: readonly Companion[][] = []): Promise<number> {
  const { rows } = await postgres.pool.query('select cve from vulnerability order by members_certain desc, cve limit 1')
  const cve = rows[0]?.cve ?? cveAt(0)
  const taken: number[] = []
  for (let i = 0; i < 9; i++) {
    const versions = JSON.stringify([{ status: 'affected', scheme: null, from: '0', before: `${13 + (i % 8)}.5.0` }])
    taken.push(
      await timed(async () => {
        await postgres.pool.query(
          `update affected_statement
          set statement = jsonb_set(jsonb_set(statement, '{versions}', $2), '{runningOn}', $3) where cve = $1`,
          [cve, versions, JSON.stringify(runningOn)],
        )
        await postgres.pool.query("insert into match_due values ('vulnerability', $1, now())", [cve])
        await matchDue({ postgres, clock: systemClock })
      }),
    )
  }
  return taken.toSorted((a, b) => a - b)[4] as number
}

/** The same pairs of statement and product by a plain index and nothing else, and no more than counted. */
async function indexLookup({ owner }: Postgres): Promise<{ seconds: number; pairs: number }> {
  const client = await owner.connect()
  try {
    await client.query(`create temp table statement_key as select unnest(keys) as key, id from affected_statement;
      create temp table software_key as select unnest(match_keys) as key, id from software;
      create index on software_key (key) include (id); analyze statement_key; analyze software_key;
      set enable_hashjoin = off; set enable_mergejoin = off; set max_parallel_workers_per_gather = 0; set jit = off`)
    let pairs = 0
    const seconds = await timed(async () => {
      const { rows } = await client.query(
        'select count(*) as pairs from statement_key a join software_key s using (key)',
      )
      pairs = Number(rows[0].pairs)
    })
    return { seconds, pairs }
  } finally {
    client.release(true)
  }
}

/** The most this process has held meanwhile, in MB. */
function watchMemory() {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const timer = setInterval(look, 200)
  return {
    stop() {
      look()
      clearInterval(timer)
      return Math.round(peak / 1024 ** 2)
    },
  }
}
