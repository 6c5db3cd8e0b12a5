/**
 * How long it takes until a mail server has taken a campaign: 400 members with two contacts, each mail signed, and encrypted
 * to the contact's own OpenPGP key. From the act that sends it to the last 250.
 */
import { insertKey } from '../../server/src/access/index.ts'
import { openInbox } from '../../server/src/demo/inbox.ts'
import { hashSecret, newId, newSecret } from '../../server/src/platform/index.ts'
import { publicKeyOf } from '../../server/test/support/openpgp.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { type Program, startProgram } from './program.ts'
import { pause } from './sector.ts'

const contacts = 2
/** Some have RSA, the others Curve25519. Making an RSA key takes long, so a few have one together. */
const rsa = { keys: 10, each: 8 }
const members: Record<Size, number> = { S: 400, M: 400, L: 2_000 }
const longestMilliseconds = 300_000

export const campaign: Benchmark = async (size, say) => {
  const inbox = await openInbox(() => new Date())
  const program = await startProgram({ VARDE_SMTP_URL: inbox.url })
  try {
    const id = await fill(program, members[size], say)
    const key = newSecret('key')
    const row = { id: newId(), name: 'bench', scope: 'admin', secret_hash: hashSecret(key), expires_at: null }
    await insertKey(program.postgres.db, row)
    const start = performance.now()
    const headers = { authorization: `Bearer ${key}` }
    const answer = await fetch(`${program.address}/api/v1/campaigns/${id}/warn`, { method: 'POST', headers })
    if (answer.status !== 200) throw new Error(`warning all answered ${answer.status}: ${await answer.text()}`)
    const answered = (performance.now() - start) / 1000
    const mails = await delivered(program, members[size] * contacts, start)
    const seconds = (performance.now() - start) / 1000
    return { mails, seconds: rounded(seconds), act_seconds: rounded(answered) }
  } finally {
    await program.stop()
    await inbox.close()
  }
}

/** Waits until so many have been taken, each encrypted. */
async function delivered({ postgres }: Program, wanted: number, start: number): Promise<number> {
  for (;;) {
    const { rows } = await postgres.pool.query(
      "select count(*) as taken from delivery where state = 'delivered' and protection = 'encrypted'",
    )
    if (Number(rows[0].taken) >= wanted) return Number(rows[0].taken)
    if (performance.now() - start > longestMilliseconds)
      throw new Error(`only ${rows[0].taken} of ${wanted} were taken`)
    await pause(50)
  }
}

/** @returns the campaign of all of them */
async function fill({ postgres }: Program, count: number, say: (text: string) => void): Promise<string> {
  const { pool } = postgres
  await pool.query(
    `insert into member (orgnr, name, kind) select lpad(n::text, 9, '0'), 'Member ' || n, 'municipality'
    from generate_series(1, $1) n`,
    [count],
  )
  const { rows } = await pool.query<{ id: string; email: string }>(
    `insert into contact (id, orgnr, name, email, language)
    select gen_random_uuid(), lpad(n::text, 9, '0'), 'Contact ' || i, 'c' || i || '@m' || n || '.example', 'nb'
    from generate_series(1, $1) n, generate_series(1, $2) i returning id, email`,
    [count, contacts],
  )
  say('making keys')
  for (let n = 0; n < rsa.keys; n++) await give(pool, rows.slice(n * rsa.each, (n + 1) * rsa.each), 'rsa')
  for (const row of rows.slice(rsa.keys * rsa.each)) await give(pool, [row], 'ecc')
  const cause = newId()
  await pool.query(
    `insert into detection (id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source, confidence,
      tlp, inner_host, fields, severity, attribution, state, events, first_seen_at, last_seen_at, received_at)
    select gen_random_uuid(), lpad(n::text, 9, '0'), 'indicator', $2, 'c.example', 'c2', 'domain', 'A list', 90, 'AMBER',
      '10.0.0.1', '{dns}', 'critical', 'network', 'queued', 5, now(), now(), now() from generate_series(1, $1) n`,
    [count, cause],
  )
  await pool.query('analyze')
  await pool.query("select add_job_soon('correlate', 0, 1)")
  for (;;) {
    const found = await pool.query('select id from campaign limit 1')
    if (found.rows[0]) return found.rows[0].id
    await pause(200)
  }
}

type Pool = Program['postgres']['pool']

async function give(pool: Pool, rows: readonly { id: string; email: string }[], type: 'rsa' | 'ecc'): Promise<void> {
  const publicKey = await publicKeyOf(
    rows.map(({ email }) => email),
    type,
  )
  await pool.query(
    `insert into contact_key (contact_id, armored, fingerprint, algorithm, source, added_at)
    select id, $2, '', $3, 'uploaded', now() from unnest($1::uuid[]) id`,
    [rows.map(({ id }) => id), publicKey, type],
  )
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
