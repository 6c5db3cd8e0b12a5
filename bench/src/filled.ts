/** What has come together in a year of a sector: 400 members, 100,000 detections, 20,000 warnings, and who works with them. */
import { insertKey } from '../../server/src/access/index.ts'
import { hashSecret, newId, newSecret } from '../../server/src/platform/index.ts'
import type { Program } from './program.ts'
import { pause } from './sector.ts'

export const members = 400
export const warnings = 20_000
export const causes = 4_000
const detections = 100_000

/** @param member of one member's own people; without, of an analyst */
export async function keyOf({ postgres }: Program, member?: string): Promise<string> {
  const key = newSecret('key')
  const scope = member === undefined ? 'analyst' : `member:${member}`
  const row = { id: newId(), name: 'bench', scope, secret_hash: hashSecret(key), expires_at: null }
  await insertKey(postgres.db, row)
  return key
}

/** Ids count up with time, as the program's own do. */
const idAt = (n: string, kind: string) =>
  `(lpad(to_hex(1700000000000 + ${n}), 12, '0') || '7000' || substr(md5('${kind}' || ${n}), 1, 16))::uuid`

/** All has been chased to the end, so that nothing is sent meanwhile. Each cause is seen at 25 members within 25 minutes; four of five detections are in a warning, the fifth waits. */
export async function fillLists({ postgres }: Program): Promise<void> {
  const { pool, owner } = postgres
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
  // As the database does by itself within minutes.
  await owner.query('vacuum analyze')
  await pool.query("select add_job_soon('correlate', 0, 1)")
  const waited = performance.now()
  for (let found = 0; found === 0; ) {
    if (performance.now() - waited > 60_000) throw new Error('nothing was correlated')
    await pause(200)
    found = Number((await pool.query('select count(*) as found from campaign')).rows[0].found)
  }
}
