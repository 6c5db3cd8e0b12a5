/** The import of members: read all that bears on it, decide, and write it in bulk; all or nothing. */
import type { ImportReport } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../access/index.ts'
import { type Db, newId, publish } from '../platform/index.ts'
import { type Diff, diffMembers, findConflicts, type Holders, type KnownMember } from './member-diff.ts'
import { type MemberDraft, readMembersCsv } from './members-csv.ts'

const act = 'members.imported'

/**
 * Imports a members' file in one transaction. With any error nothing is written; a dry run reports the same and writes
 * nothing.
 */
export async function importMembers(
  db: Db,
  csv: string | Buffer,
  { dryRun, note }: { dryRun: boolean; note: Note },
): Promise<ImportReport> {
  const { rows, members, errors } = readMembersCsv(csv)
  return db.transaction().execute(async (trx) => {
    // Imports take turns: two at once could each give the same network to another member.
    await sql`select pg_advisory_xact_lock(hashtext('varde members import'))`.execute(trx)
    const faults = [...errors, ...findConflicts(members, await readHolders(trx, members))]
    const report = { dry_run: dryRun, rows, created: 0, updated: 0, unchanged: 0 }
    if (faults.length > 0) return { ...report, applied: false, errors: faults.sort((a, b) => a.row - b.row) }
    const diff = diffMembers(members, await readKnown(trx, members))
    const { created, updated, unchanged } = diff
    if (!dryRun) {
      await write(trx, diff)
      const entries = (change: string, orgnrs: readonly string[]) =>
        orgnrs.map((id) => ({ act, object: { kind: 'member', id }, member: id, details: { change } }) as const)
      await note(trx, [...entries('created', created), ...entries('updated', updated)])
    }
    return { ...report, applied: !dryRun, created: created.length, updated: updated.length, unchanged, errors: [] }
  })
}

/** Networks are compared as text: PostgreSQL prints what `readNetwork` lets through in the same form, RFC 5952. */
async function readHolders(db: Db, members: readonly MemberDraft[]): Promise<Holders> {
  const orgnrs = members.map(({ orgnr }) => orgnr)
  const networks = await sql<{ value: string; orgnr: string; name: string }>`
    select n.network::text as value, m.orgnr, m.name from member_network n join member m using (orgnr)
    where n.network = any(${members.flatMap((member) => [...member.networks.keys()])}::cidr[])
      and m.orgnr <> all(${orgnrs}::text[])`.execute(db)
  const domains = await sql<{ value: string; orgnr: string; name: string }>`
    select d.domain as value, m.orgnr, m.name from member_domain d join member m using (orgnr)
    where d.domain = any(${members.flatMap((member) => [...member.domains.keys()])}::text[])
      and m.orgnr <> all(${orgnrs}::text[])`.execute(db)
  return {
    networks: new Map(networks.rows.map((row) => [row.value, row])),
    domains: new Map(domains.rows.map((row) => [row.value, row])),
  }
}

async function readKnown(db: Db, members: readonly MemberDraft[]): Promise<Map<string, KnownMember>> {
  const orgnrs = sql<string>`any(${members.map(({ orgnr }) => orgnr)}::text[])`
  const own = await sql<{
    orgnr: string
    name: string
    kind: string
    municipality_number: string | null
    networks: string[]
    domains: string[]
  }>`
    select orgnr, name, kind, municipality_number,
      array(select network::text from member_network n where n.orgnr = m.orgnr) as networks,
      array(select domain from member_domain d where d.orgnr = m.orgnr) as domains
    from member m where orgnr = ${orgnrs}`.execute(db)
  const contacts = await db
    .selectFrom('contact')
    .select(['id', 'orgnr', 'name', 'email', 'phone', 'language', 'rank', 'role'])
    .where('orgnr', '=', orgnrs)
    .execute()
  const byMember = Map.groupBy(contacts, ({ orgnr }) => orgnr)
  return new Map(
    own.rows.map((member) => [
      member.orgnr,
      {
        ...member,
        networks: new Set(member.networks),
        domains: new Set(member.domains),
        contacts: new Map((byMember.get(member.orgnr) ?? []).map((contact) => [contact.email, contact])),
      },
    ]),
  )
}

/**
 * One statement a table whatever the size of the file: 10,000 members with a network, a domain and a contact each take
 * about a second. A statement without rows is left out: it would still count up the version that the loaders follow.
 */
async function write(db: Db, diff: Diff): Promise<void> {
  const { members, contacts } = diff
  if (members.length > 0) {
    await sql`
      insert into member (orgnr, name, kind, municipality_number)
      select * from unnest(${column(members, 'orgnr')}::text[], ${column(members, 'name')}::text[],
        ${column(members, 'kind')}::text[], ${column(members, 'municipality_number')}::text[])
      on conflict (orgnr) do update set name = excluded.name, kind = excluded.kind,
        municipality_number = excluded.municipality_number, updated_at = now()`.execute(db)
  }
  // Removed before added: within one file a network may go from one member to another.
  if (diff.removedNetworks.length > 0) {
    await sql`delete from member_network where network = any(${diff.removedNetworks}::cidr[])`.execute(db)
  }
  if (diff.removedDomains.length > 0) {
    await sql`delete from member_domain where domain = any(${diff.removedDomains}::text[])`.execute(db)
  }
  if (diff.networks.length > 0) {
    await sql`
      insert into member_network (network, orgnr)
      select * from unnest(${column(diff.networks, 'value')}::cidr[], ${column(diff.networks, 'orgnr')}::text[])`.execute(
      db,
    )
  }
  if (diff.domains.length > 0) {
    await sql`
      insert into member_domain (domain, orgnr)
      select * from unnest(${column(diff.domains, 'value')}::text[], ${column(diff.domains, 'orgnr')}::text[])`.execute(
      db,
    )
  }
  if (contacts.length > 0) {
    // A changed address is a new contact; a changed name or number is the same one, and is not verified anew by a file.
    await sql`
      insert into contact (id, orgnr, name, email, phone, language, rank, role)
      select f.id, f.orgnr, f.name, f.email, f.phone, f.language, coalesce(f.rank, known.rank, 1),
        coalesce(f.role, known.role, '')
      from unnest(${contacts.map(({ id }) => id ?? newId())}::uuid[], ${column(contacts, 'orgnr')}::text[],
        ${column(contacts, 'name')}::text[], ${column(contacts, 'email')}::text[], ${column(contacts, 'phone')}::text[],
        ${column(contacts, 'language')}::text[], ${column(contacts, 'rank')}::int[], ${column(contacts, 'role')}::text[])
        as f (id, orgnr, name, email, phone, language, rank, role)
        left join contact known on known.orgnr = f.orgnr and known.email = f.email
      on conflict (orgnr, email) do update set name = excluded.name, phone = excluded.phone,
        language = excluded.language, rank = excluded.rank, role = excluded.role`.execute(db)
  }
  const changed = [...diff.created, ...diff.updated]
  if (changed.length > 0) await publish(db, 'members', changed)
}

function column<Row, Name extends keyof Row>(rows: readonly Row[], name: Name): Row[Name][] {
  return rows.map((row) => row[name])
}
