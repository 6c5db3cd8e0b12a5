/**
 * How soon the list of vulnerabilities answers, and what is opened from it, by the API of a whole server: at 300,000 CVEs and 400
 * members × 1,000 products, and at parts of that. The floor is the page's own rows, looked up by their primary key.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Benchmark, Figures, Size } from './benchmark.ts'
import { keyOf } from './filled.ts'
import { plotPanels } from './growth-plot.ts'
import { commonWord, cveAt, fillCves, fillInventories, type MatchSector, rareWord } from './match-filled.ts'
import { type Program, startProgram } from './program.ts'
import { pause } from './sector.ts'

const full: MatchSector = { cves: 300_000, members: 400, productsEach: 1000, names: 30_000, described: true }
/** Of the full size: what is run, the last of which is told. */
const shares: Record<Size, number[]> = { S: [0.02], M: [0.02, 0.1, 0.3], L: [0.02, 0.1, 0.3, 1] }
const asked: Record<Size, number> = { S: 10, M: 20, L: 20 }
/** As the web asks. */
const limit = 50
const results = fileURLToPath(new URL('../results/', import.meta.url))

/** What is filled in is a month old, and older: so there is news of the last ten days of it, more than of a real week. */
const newsSince = () => new Date(Date.now() - 40 * 86_400_000).toISOString()

/** `by`: who asks, an analyst unless said. */
type Route = { panel: string; path: (n: number) => string; by?: 'member' }
const list = (query: string) => `/vulnerabilities?limit=${limit}${query}`
const orgnr = (n: number) => String((n % full.members) + 1).padStart(9, '0')
const county = (n: number) => String((n % 15) + 1).padStart(2, '0')

const routes: Record<string, Route> = {
  list: { panel: 'the list', path: () => list('') },
  affected: { panel: 'somebody has it', path: () => list('&affected=true') },
  nobody: { panel: 'nobody has it', path: () => list('&affected=false') },
  number: { panel: 'a CVE by its number', path: (n) => list(`&q=${cveAt(n * 37)}`) },
  vendor: { panel: 'a vendor', path: (n) => list(`&vendor=Maker%20${n % 100}`) },
  common_word: { panel: 'a word of a sixth of all', path: () => list(`&q=${commonWord}`) },
  rare_word: { panel: 'a word of one in a thousand', path: () => list(`&q=${rareWord}`) },
  no_word: { panel: 'a word of none', path: (n) => list(`&q=nowhere${n}`) },
  county: { panel: 'a county', path: (n) => list(`&county=${county(n)}`) },
  member: { panel: 'a member', path: (n) => list(`&member=${orgnr(n)}`) },
  own: { panel: 'a member’s people: the list', path: () => list(''), by: 'member' },
  own_affected: { panel: 'a member’s people: what they have', path: () => list('&affected=true'), by: 'member' },
  own_word: { panel: 'a member’s people: a word', path: () => list(`&q=${commonWord}&affected=true`), by: 'member' },
  news: { panel: 'what is new', path: () => `/vulnerabilities/news?since=${newsSince()}` },
  own_news: {
    panel: 'a member’s people: what is new',
    path: () => `/vulnerabilities/news?since=${newsSince()}`,
    by: 'member',
  },
  follow_up: { panel: 'follow-up, with its plot', path: () => '/vulnerabilities/follow-up?weeks=26' },
  one: { panel: 'one vulnerability', path: (n) => `/vulnerabilities/${cveAt(n * 37)}` },
}

export const vulnerabilities: Benchmark = async (size, say) => {
  const rows: (Figures & { times: number })[] = []
  for (const share of shares[size])
    rows.push({ times: share * 100, ...(await listOver(sectorOf(share), asked[size], say)) })
  // What is kept is of the whole size: a shorter run does not take its place.
  if (size === 'L') await keep(rows)
  const { times: _, ...last } = rows.at(-1) as Figures & { times: number }
  return last
}

async function keep(rows: readonly (Figures & { times: number })[]): Promise<void> {
  await mkdir(results, { recursive: true })
  await writeFile(`${results}vulnerabilities.json`, `${JSON.stringify(rows, null, 2)}\n`)
  const panels = Object.fromEntries(Object.entries(routes).map(([key, { panel }]) => [`${key}_ms`, `ms: ${panel}`]))
  await writeFile(
    `${results}vulnerabilities.svg`,
    plotPanels(panels, rows, { type: 'linear', label: 'percent of 300,000 CVEs and 400,000 rows of inventory →' }),
  )
}

function sectorOf(share: number): MatchSector {
  return {
    ...full,
    cves: Math.round(full.cves * share),
    productsEach: Math.round(full.productsEach * share),
    names: Math.round(full.names * share),
  }
}

async function listOver(sector: MatchSector, times: number, say: (text: string) => void): Promise<Figures> {
  const program = await startProgram()
  try {
    await fill(program, sector, say)
    const keys = { analyst: await keyOf(program), member: await keyOf(program, orgnr(0)) }
    const floor = await floorOf(program)
    const figures: Figures = { cves: sector.cves }
    let slowest = 0
    for (const [name, { path, by = 'analyst' }] of Object.entries(routes)) {
      const { taken, beside } = await medians(times, (n) => ask(program, keys[by], path(n)), floor)
      figures[`${name}_ms`] = taken
      figures['floor_ms'] = Math.min(beside, figures['floor_ms'] ?? beside)
      slowest = Math.max(slowest, taken / beside)
      say(`${name.padEnd(14)} ${taken.toFixed(1).padStart(8)} ms, ${(taken / beside).toFixed(0)} times the floor`)
    }
    return { ...figures, slowest_to_floor: Math.round(slowest) }
  } finally {
    await program.stop()
  }
}

/** Inventories first, so that all is matched once; one CVE in two hundred is exploited, since half a year at the most. */
async function fill(program: Program, sector: MatchSector, say: (text: string) => void): Promise<void> {
  const { pool, owner } = program.postgres
  const start = performance.now()
  await fillInventories(program.postgres, sector)
  await fillCves(program.postgres, sector)
  await pool.query(
    `update vulnerability set exploitation = 'active', exploitation_since = now() - random() * interval '150 days' - interval '30 days'
    where substr(cve, 10)::int % 200 = 0`,
  )
  await pool.query("insert into match_due select 'vulnerability', cve, now() from vulnerability on conflict do nothing")
  say(`${sector.cves.toLocaleString('en')} CVEs written in ${Math.round((performance.now() - start) / 1000)} s`)
  for (let left = 1; left > 0; ) {
    await pause(500)
    const { rows } = await owner.query(
      'select (select count(*) from match_due) + (select count(*) from vulnerability where weigh_due) as left',
    )
    left = Number(rows[0].left)
  }
  // As if it had come bit by bit.
  await owner.query(
    `update member_vulnerability set opened_at = opened_at - random() * interval '150 days' - interval '30 days';
    update member_vulnerability_span set began_at = began_at - random() * interval '150 days', open_since = open_since - interval '150 days';
    update member_vulnerability_span set ended_at = began_at + (now() - began_at) / 2 where random() < 0.5`,
  )
  await owner.query('vacuum analyze')
  say(`matched and weighed after ${Math.round((performance.now() - start) / 1000)} s`)
}

/** The first page's rows, by their primary key. */
async function floorOf({ postgres: { pool } }: Program): Promise<() => Promise<unknown>> {
  const { rows } = await pool.query('select cve from vulnerability order by weight desc, cve desc limit $1', [limit])
  const cves = rows.map(({ cve }) => cve)
  return () => pool.query('select * from vulnerability where cve = any($1)', [cves])
}

async function ask({ address }: Program, key: string, path: string): Promise<void> {
  const response = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
}

/** Of both in turns, in milliseconds, after once that does not count: what else the machine does meets both. */
async function medians(times: number, work: (n: number) => Promise<unknown>, floor: () => Promise<unknown>) {
  const taken: number[] = []
  const beside: number[] = []
  for (let n = 0; n <= times; n++) {
    const [one, other] = [await timed(() => work(n)), await timed(floor)]
    if (n === 0) continue
    taken.push(one)
    beside.push(other)
  }
  const middle = (of: number[]) => Math.round((of.toSorted((a, b) => a - b)[Math.floor(times / 2)] as number) * 10) / 10
  return { taken: middle(taken), beside: middle(beside) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
