/**
 * How long lists, board, search and what is opened from them take with 100,000 detections, 20,000 warnings and 400 members, while
 * 20 people work: each asks for something, reads for a second, and asks for the next. Then, for the most that is served, without
 * the reading.
 */
import { insertKey } from '../../server/src/access/index.ts'
import { hashSecret, newId, newSecret } from '../../server/src/platform/index.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import { pause } from './sector.ts'

const users = 20
const members = 400
const detections = 100_000
const warnings = 20_000
const causes = 4_000
const seconds: Record<Size, number> = { S: 15, M: 60, L: 300 }
const readMilliseconds = 1_000

export const lists: Benchmark = async (size, say) => {
  const program = await startProgram()
  try {
    const start = performance.now()
    await fill(program)
    say(`filled in ${Math.round((performance.now() - start) / 1000)} s`)
    const keys = await Promise.all(Array.from({ length: users }, () => analystKey(program)))
    const routes = await routesOf(program)
    // Each once, so that no first time is measured.
    for (const route of routes) await ask(program, keys[0] as string, route.path(0))
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

type Route = { name: string; path: (n: number) => string }

async function routesOf({ postgres }: Program): Promise<Route[]> {
  const ids = async (sql: string) => (await postgres.pool.query(sql)).rows.map((row) => row.id as string)
  const detection = await ids('select id from detection order by md5(id::text) limit 200')
  const warning = await ids('select id from warning order by md5(id::text) limit 200')
  const campaign = await ids('select id from campaign order by id limit 50')
  const of = (list: string[], n: number) => list[n % list.length] ?? ''
  const orgnr = (n: number) => String((n % members) + 1).padStart(9, '0')
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
  ]
}

async function ask({ address }: Program, key: string, path: string): Promise<number> {
  const start = performance.now()
  const response = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return (performance.now() - start) / 1000
}

async function work(
  program: Program,
  keys: readonly string[],
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
        const { name, path } = routes[Math.floor(random() * routes.length)] as Route
        taken.push({ name, seconds: await ask(program, key, path(Math.floor(random() * 1_000_000))) })
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

async function analystKey({ postgres }: Program): Promise<string> {
  const key = newSecret('key')
  const row = { id: newId(), name: 'bench', scope: 'analyst', secret_hash: hashSecret(key), expires_at: null }
  await insertKey(postgres.db, row)
  return key
}

/** Ids count up with time, as the program's own do. */
const idAt = (n: string, kind: string) =>
  `(lpad(to_hex(1700000000000 + ${n}), 12, '0') || '7000' || substr(md5('${kind}' || ${n}), 1, 16))::uuid`

/** All has been chased to the end, so that nothing is sent meanwhile. Each cause is seen at 25 members within 25 minutes; four of five detections are in a warning, the fifth waits. */
async function fill({ postgres }: Program): Promise<void> {
  const { pool } = postgres
  const member = "lpad((n % $1 + 1)::text, 9, '0')"
  await pool.query(
    `insert into member (orgnr, name, kind) select lpad(n::text, 9, '0'), 'Member ' || n, 'municipality'
    from generate_series(1, $1) n`,
    [members],
  )
  await pool.query(
    `insert into contact (id, orgnr, name, email, language)
    select gen_random_uuid(), lpad(n::text, 9, '0'), 'Contact ' || i, 'c' || i || '@m' || n || '.example', 'nb'
    from generate_series(1, $1) n, generate_series(1, 2) i`,
    [members],
  )
  await pool.query(
    `insert into warning (id, orgnr, title, severity, tlp, state, received_at, created_at, approved_at, sent_at,
      acknowledged_at, answered_at, answer, due_at, content, chase_step)
    select ${idAt('n', 'w')}, ${member}, 'c' || n % $3 || '.example (c2), 10.0.0.1 + 3',
      (array['critical', 'high', 'medium', 'low'])[n % 4 + 1], 'AMBER',
      (array['sent', 'acknowledged', 'answered', 'answered', 'answered'])[n % 5 + 1], at, at, at, at + interval '20 s',
      case when n % 5 > 0 then at + interval '1 h' end, case when n % 5 > 1 then at + interval '2 h' end,
      case when n % 5 > 1 then 'not_affected' end, at + interval '24 h', '[]', 99
    from generate_series(1, $2) n, lateral (select now() - ($2 - n) * interval '5 minutes' as at)`,
    [members, warnings, causes],
  )
  await pool.query(
    `insert into delivery (id, warning_id, contact_name, email, language, state, attempts, last_reply, subject, body_text,
      created_at, delivered_at)
    select gen_random_uuid(), w.id, 'Contact ' || i, 'c' || i || '@m' || (w.number % $1 + 1) || '.example', 'nb',
      case when w.number % 50 = 0 then 'bounced' else 'delivered' end, 1, '250 ok', 'Varsel', repeat('Les dette. ', 100),
      w.created_at, w.sent_at
    from warning w, generate_series(1, 2) i`,
    [members],
  )
  await pool.query(
    `insert into response (id, warning_id, contact_name, kind, answer, created_at)
    select gen_random_uuid(), id, 'Contact 1', 'answer', answer, answered_at from warning where answer is not null`,
  )
  await pool.query(
    `insert into detection (id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source, confidence,
      tlp, inner_host, fields, severity, attribution, state, events, first_seen_at, last_seen_at, received_at, created_at,
      updated_at, warning_id)
    select ${idAt('n', 'd')}, ${member}, 'indicator', md5('cause' || n / 25 % $3)::uuid::text, 'c' || n / 25 % $3 || '.example', 'c2',
      'domain', 'A list', 80, 'AMBER', '10.0.0.0'::inet + n, '{dns}', (array['critical', 'high', 'medium', 'low'])[n % 4 + 1],
      'network', case when n % 5 = 4 then 'queued' when n % 5 = 3 then 'resolved' else 'warned' end, n % 900 + 1, at, at, at, at, at,
      case when n % 5 < 4 then ${idAt(`(n / 5 % ${warnings} + 1)`, 'w')} end
    from generate_series(1, $2) n, lateral (select now() - ($2 - n) * interval '1 minute' as at)`,
    [members, detections, causes],
  )
  await pool.query('analyze')
  await pool.query("select add_job_soon('correlate', 0, 1)")
  const waited = performance.now()
  for (let found = 0; found === 0; ) {
    if (performance.now() - waited > 60_000) throw new Error('nothing was correlated')
    await pause(200)
    found = Number((await pool.query('select count(*) as found from campaign')).rows[0].found)
  }
}
