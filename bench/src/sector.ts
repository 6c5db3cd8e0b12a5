/** A sector to measure with: members with networks, indicators, sensors, and a key. */
import { insertKey, noteBy, openAudit, system } from '../../server/src/access/index.ts'
import { hashSecret, newId, newSecret, systemClock } from '../../server/src/platform/index.ts'
import { enrolSensor } from '../../server/src/sensing/index.ts'
import type { Program } from './program.ts'

/** Each member has one network of 65,536 addresses, 10.n-1.0.0/16; the other networks are of 256 and lie in these. */
export const memberCount = 250

export type Sector = { tokens: string[]; key: string }
/** `ownMembers`: the networks of 256 belong to a member each, in place of those around them. */
export type SectorSize = { networks: number; indicators: number; ownMembers?: boolean }
type Size = SectorSize & { sensors: number; contacts?: boolean }

export async function fillSector(
  { postgres }: Program,
  { networks, indicators, sensors, contacts = false, ownMembers = false }: Size,
): Promise<Sector> {
  const { db, pool } = postgres
  const orgnr = "lpad(n::text, 9, '0')"
  await pool.query(
    `insert into member (orgnr, name, kind) select ${orgnr}, 'Member ' || n, 'bench' from generate_series(1, $1) n`,
    [memberCount],
  )
  // Whom to tell means mails, and without a mail server tries and tries again: only where those are measured.
  if (contacts)
    await pool.query(
      `insert into contact (id, orgnr, name, email, language)
    select gen_random_uuid(), ${orgnr}, 'Contact', 'contact@m' || n || '.example', 'nb' from generate_series(1, $1) n`,
      [memberCount],
    )
  await pool.query(
    `insert into member_network select ('10.' || n - 1 || '.0.0/16')::cidr, ${orgnr} from generate_series(1, $1) n`,
    [memberCount],
  )
  const further = Math.max(0, networks - memberCount)
  if (ownMembers)
    await pool.query(
      `insert into member (orgnr, name, kind) select lpad(($1 + n + 1)::text, 9, '0'), 'Member ' || $1 + n + 1, 'bench'
      from generate_series(0, $2 - 1) n`,
      [memberCount, further],
    )
  await pool.query(
    `insert into member_network select ('10.' || n % $1 || '.' || n / $1 || '.0/24')::cidr, lpad((case when $3 then $1 + n else n % $1 end + 1)::text, 9, '0')
    from generate_series(0, $2 - 1) n`,
    [memberCount, further, ownMembers],
  )
  await addIndicators({ postgres }, indicators)
  const note = noteBy(openAudit({ db, key: Buffer.alloc(32, 7), clock: systemClock }), system('bench'))
  const tokens: string[] = []
  for (let i = 0; i < sensors; i++) {
    tokens.push((await enrolSensor(db, { member: '000000001', name: `bench-${i}` }, new Date(), note)).token)
  }
  const key = newSecret('key')
  await insertKey(db, { id: newId(), name: 'bench', scope: 'admin', secret_hash: hashSecret(key), expires_at: null })
  return { tokens, key }
}

/** Names that no event holds, but for `listed.example`. */
export async function addIndicators({ postgres }: Pick<Program, 'postgres'>, count: number): Promise<void> {
  await postgres.pool.query(
    `insert into indicator (id, type, value, confidence, tlp)
    select gen_random_uuid(), 'domain', case n when 1 then 'listed.example' else 'i' || n || '.example' end, 80, 'AMBER'
    from generate_series(1, $1) n`,
    [count],
  )
}

/** As many of each of the thirteen types, none of which an event holds; networks lie within one another in part. */
export async function addOfEveryType({ postgres }: Pick<Program, 'postgres'>, each: number): Promise<void> {
  const hex = (length: number) => `substr(encode(sha256(('${length}' || n)::bytea), 'hex'), 1, ${length})`
  const values = {
    ipv4: "host('90.0.0.0'::inet + n)",
    ipv6: "host('2001:db8::'::inet + n)",
    // A tenth of them around two others.
    ipv4_cidr:
      "case when n % 10 = 0 then host(network(set_masklen('110.0.0.0'::inet + n * 16, 27))) || '/27' else host('110.0.0.0'::inet + n * 16) || '/28' end",
    ipv6_cidr: "host('2001:db8:8000::'::inet + n::bigint * 65536) || '/112'",
    domain: "'i' || n || '.example'",
    wildcard_domain: "'w' || n || '.example'",
    url: "'https://u' || n || '.example/' || n",
    md5: hex(32),
    sha1: hex(40),
    sha256: hex(64),
    ja3: `reverse(${hex(32)})`,
    ja4: `'t13d1516h2_' || substr(${hex(40)}, 1, 12) || '_' || substr(${hex(40)}, 13, 12)`,
    email: "'n' || n || '@evil.example'",
  }
  for (const [type, value] of Object.entries(values)) {
    await postgres.pool.query(
      `insert into indicator (id, type, value, confidence, tlp)
      select gen_random_uuid(), $2, ${value}, 80, 'AMBER' from generate_series(1, $1::int) n
      on conflict do nothing`,
      [each, type],
    )
  }
}

/** Waits until the engine matches against all that is known. */
export async function untilMatched({ address }: Pick<Program, 'address'>, key: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/api/v1/indicators/active`, { headers: { authorization: `Bearer ${key}` } })
    const { types } = (await response.json()) as { types: { known: number; active: number }[] }
    if (types.every(({ known, active }) => known === active)) return
    await pause(250)
  }
}

/** Waits until all that is known has looked back as well, so that what is measured next has the machine to itself. */
export async function untilLookedBack({ address }: Pick<Program, 'address'>, key: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/api/v1/look-backs`, { headers: { authorization: `Bearer ${key}` } })
    const { waiting, items } = (await response.json()) as { waiting: number; items: { state: string }[] }
    if (waiting === 0 && items.every(({ state }) => state === 'done')) return
    await pause(250)
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
