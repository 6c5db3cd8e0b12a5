/**
 * How long lists, board, search and what is opened from them take with 100,000 detections, 20,000 warnings and 400 members, while
 * 20 people work: each asks for something, reads for a second, and asks for the next. Then, for the most that is served, without
 * the reading.
 */
import type { Benchmark, Size } from './benchmark.ts'
import { seeded } from './events.ts'
import { causes, fillLists, keyOf, members, warnings } from './filled.ts'
import { type Program, startProgram } from './program.ts'
import { pause } from './sector.ts'

const users = 20
const seconds: Record<Size, number> = { S: 15, M: 60, L: 300 }
const readMilliseconds = 1_000

export const lists: Benchmark = async (size, say) => {
  const program = await startProgram()
  try {
    const start = performance.now()
    await fillLists(program)
    say(`filled in ${Math.round((performance.now() - start) / 1000)} s`)
    const keys: Keys[] = []
    for (let user = 0; user < users; user++)
      keys.push({ analyst: await keyOf(program), member: await keyOf(program, orgnr(user)) })
    const routes = await routesOf(program)
    // Each once, so that no first time is measured.
    for (const route of routes) await ask(program, keys[0] as Keys, route, 0)
    const reading = await work(program, keys, routes, seconds[size], readMilliseconds)
    for (const { name, p50, p95, count } of reading.routes) {
      say(`${name.padEnd(40)} p50 ${ms(p50)} p95 ${ms(p95)} of ${count}`)
    }
    const flat = await work(program, keys, routes, 5, 0)
    return {
      users,
      p50_seconds: reading.p50,
      p95_seconds: reading.p95,
      worst_route_p95_seconds: Math.max(...reading.routes.map(({ p95 }) => p95)),
      requests_per_second_at_most: Math.round(flat.count / 5),
      p95_seconds_at_most: flat.p95,
    }
  } finally {
    await program.stop()
  }
}

function ms(value: number): string {
  return `${Math.round(value * 1000)} ms`.padStart(7)
}

type Keys = { analyst: string; member: string }
/** `by`: who asks for it, an analyst unless said. */
type Route = { name: string; path: (n: number) => string; by?: keyof Keys }

const orgnr = (n: number) => String((n % members) + 1).padStart(9, '0')

async function routesOf({ postgres }: Program): Promise<Route[]> {
  const ids = async (sql: string) => (await postgres.pool.query(sql)).rows.map((row) => row.id as string)
  const detection = await ids('select id from detection order by md5(id::text) limit 200')
  const warning = await ids('select id from warning order by md5(id::text) limit 200')
  const campaign = await ids('select id from campaign order by id limit 50')
  const of = (list: string[], n: number) => list[n % list.length] ?? ''
  return [
    { name: 'the first page', path: () => '/now' },
    { name: 'the queue', path: () => '/detections?state=queued' },
    { name: 'the queue, by severity', path: () => '/detections?state=queued&severity=high' },
    { name: 'detections of a member', path: (n) => `/detections?member=${orgnr(n)}` },
    { name: 'detections, searched by cause', path: (n) => `/detections?state=queued&q=c${n % causes}.example` },
    { name: 'detections, searched in vain', path: (n) => `/detections?q=nowhere${n}` },
    { name: 'detections, searched by member', path: (n) => `/detections?q=Member%20${(n % members) + 1}` },
    { name: 'a detection', path: (n) => `/detections/${of(detection, n)}` },
    { name: 'warnings', path: () => '/warnings' },
    { name: 'warnings that are not answered', path: () => '/warnings?open=true' },
    { name: 'warnings of a member', path: (n) => `/warnings?member=${orgnr(n)}` },
    { name: 'warnings, searched', path: (n) => `/warnings?q=c${n % causes}.example` },
    { name: 'warnings, searched by number', path: (n) => `/warnings?q=V-${n % warnings}` },
    { name: 'a warning', path: (n) => `/warnings/${of(warning, n)}` },
    { name: 'the board', path: () => '/warnings/board' },
    { name: 'campaigns', path: () => '/campaigns' },
    ...(campaign.length > 0 ? [{ name: 'a campaign', path: (n: number) => `/campaigns/${of(campaign, n)}` }] : []),
    { name: 'members', path: () => '/members' },
    { name: 'members, searched', path: (n) => `/members?q=Member%20${(n % members) + 1}` },
    { name: 'a member', path: (n) => `/members/${orgnr(n)}` },
    { name: 'the portal', path: () => '/portal', by: 'member' },
    { name: 'the portal’s warnings', path: () => '/portal/warnings', by: 'member' },
    { name: 'a member’s own warnings', path: () => '/warnings', by: 'member' },
  ]
}

async function ask({ address }: Program, keys: Keys, { path: of, by = 'analyst' }: Route, n: number): Promise<number> {
  const path = of(n)
  const start = performance.now()
  const response = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${keys[by]}` } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return (performance.now() - start) / 1000
}

async function work(
  program: Program,
  keys: readonly Keys[],
  routes: readonly Route[],
  forSeconds: number,
  pauseMilliseconds: number,
) {
  const taken: { name: string; seconds: number }[] = []
  const end = performance.now() + forSeconds * 1000
  await Promise.all(
    keys.map(async (key, user) => {
      const random = seeded(user + 1)
      // Not all at once.
      await pause(random() * pauseMilliseconds)
      while (performance.now() < end) {
        const route = routes[Math.floor(random() * routes.length)] as Route
        taken.push({ name: route.name, seconds: await ask(program, key, route, Math.floor(random() * 1_000_000)) })
        await pause(pauseMilliseconds * (0.5 + random()))
      }
    }),
  )
  const figures = (some: readonly { seconds: number }[]) => {
    const sorted = some.map((one) => one.seconds).sort((a, b) => a - b)
    const at = (share: number) =>
      Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10_000) / 10_000
    return { count: sorted.length, p50: at(0.5), p95: at(0.95) }
  }
  const byRoute = [...Map.groupBy(taken, ({ name }) => name)].map(([name, some]) => ({ name, ...figures(some) }))
  return { ...figures(taken), routes: byRoute.toSorted((a, b) => b.p95 - a.p95) }
}
