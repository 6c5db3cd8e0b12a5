/** Members and their contacts, as they are read. */
import type { Contact, ContactPlace } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '../access/index.ts'
import { addressText, type Db, parseAddress, publish } from '../platform/index.ts'
import { readDomain } from './domain.ts'

export type MemberRow = {
  orgnr: string
  name: string
  kind: string
  municipality_number: string | null
  networks: number
  domains: number
  contacts: number
}

export type MemberFilter = {
  scope: Scope
  q?: string | undefined
  kind?: string | undefined
  after: { name: string; orgnr: string } | null
  limit: number
}

/** Members by name; one row more than `limit` where there are more. */
export async function listMembers(db: Db, { scope, q, kind, after, limit }: MemberFilter): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.orgnr, m.name, m.kind, m.municipality_number,
      (select count(*)::int from member_network n where n.orgnr = m.orgnr) as networks,
      (select count(*)::int from member_domain d where d.orgnr = m.orgnr) as domains,
      (select count(*)::int from contact c where c.orgnr = m.orgnr) as contacts
    from member m
    where ${within(scope)}
      and ${q === undefined || q.trim() === '' ? sql`true` : matches(q.trim())}
      and ${kind === undefined ? sql`true` : sql`m.kind = ${kind}`}
      and ${after === null ? sql`true` : sql`(m.name, m.orgnr) > (${after.name}, ${after.orgnr})`}
    order by m.name, m.orgnr limit ${limit + 1}`.execute(db)
  return rows
}

function within(scope: Scope): RawBuilder<boolean> {
  return scope === 'all' ? sql`true` : sql`m.orgnr = any(${[...scope]}::text[])`
}

/** The letters of Norwegian and the Sámi languages: a database whose locale is C folds the English ones only. */
const upper = 'ÆØÅÄÖÜÉÈÊÓÒÔÁÀČĐŊŠŦŽÏ'

function matches(q: string): RawBuilder<boolean> {
  const address = parseAddress(q)
  if (address !== null) {
    return sql`exists (select from member_network n where n.orgnr = m.orgnr and n.network >>= ${addressText(address)}::inet)`
  }
  const name = sql`position(${q.toLowerCase()} in translate(lower(m.name), ${upper}, ${upper.toLowerCase()})) > 0`
  const digits = q.replace(/\s/g, '')
  const orgnr = /^\d{1,9}$/.test(digits) ? sql`starts_with(m.orgnr, ${digits})` : sql`false`
  const domain = readDomain(q)
  // A host is found by the member's domain that it lies under, and a domain by how it begins.
  const domains = sql`exists (select from member_domain d where d.orgnr = m.orgnr
    and (d.domain = any(${'value' in domain ? withParents(domain.value) : []}::text[])
      or starts_with(d.domain, ${q.toLowerCase()})))`
  return sql`(${name} or ${orgnr} or ${domains})`
}

function withParents(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
}

export async function findMember(db: Db, orgnr: string) {
  const { rows } = await sql<
    Omit<MemberRow, 'networks' | 'domains' | 'contacts'> & {
      created_at: Date
      tell_of_sensors: boolean
      networks: string[]
      domains: string[]
    }
  >`
    select orgnr, name, kind, municipality_number, tell_of_sensors, created_at,
      array(select network::text from member_network n where n.orgnr = m.orgnr order by network) as networks,
      array(select domain from member_domain d where d.orgnr = m.orgnr order by domain) as domains
    from member m where orgnr = ${orgnr}`.execute(db)
  return rows[0] ?? null
}

/**
 * Chooses whether its contacts are told of troubles of sensors that are yet to come.
 * @returns what was chosen before; null where there is no such member
 */
export async function setTellOfSensors(trx: Db, orgnr: string, wanted: boolean): Promise<boolean | null> {
  const member = trx.selectFrom('member').select('tell_of_sensors').where('orgnr', '=', orgnr).forUpdate()
  const before = (await member.executeTakeFirst())?.tell_of_sensors ?? null
  if (before !== wanted)
    await trx.updateTable('member').set({ tell_of_sensors: wanted }).where('orgnr', '=', orgnr).execute()
  return before
}

/** What was chosen for sensors that come; null where there is no such member. */
export async function tellsOfSensors(db: Db, orgnr: string): Promise<boolean | null> {
  const member = db.selectFrom('member').select('tell_of_sensors').where('orgnr', '=', orgnr)
  return (await member.executeTakeFirst())?.tell_of_sensors ?? null
}

export type ContactFilter = {
  scope: Scope
  member?: string | undefined
  after: { value: string; id: string } | null
  limit: number
}

/** Contacts by name; one more than `limit` where there are more. */
export async function listContacts(db: Db, { scope, member, after, limit }: ContactFilter): Promise<Contact[]> {
  const rows = await contactRows(db)
    .$if(scope !== 'all', (query) => query.where('orgnr', '=', sql<string>`any(${[...scope]}::text[])`))
    .$if(member !== undefined, (query) => query.where('orgnr', '=', member as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(name, id) > (${after?.value}, ${after?.id}::uuid)`))
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return rows.map(asContact)
}

/** The contacts of each member that has any, the first to be reached first, then the oldest. */
export async function contactsOf(db: Db, orgnrs: readonly string[]): Promise<Map<string, Contact[]>> {
  const rows = await contactRows(db)
    .where('orgnr', '=', sql<string>`any(${[...orgnrs]}::text[])`)
    .orderBy('rank')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows.map(asContact), ({ member }) => member)
}

/** @returns the contact's member, or null where there is none within the scope */
export async function placeContact(
  trx: Db,
  { id, scope, rank, role }: { id: string; scope: Scope } & ContactPlace,
): Promise<string | null> {
  const { rows } = await sql<{ orgnr: string }>`
    update contact set rank = ${rank}, role = ${role}
    where id = ${id} and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope})) returning orgnr`.execute(
    trx,
  )
  const orgnr = rows[0]?.orgnr ?? null
  if (orgnr !== null) await publish(trx, 'members', [orgnr])
  return orgnr
}

function contactRows(db: Db) {
  return db
    .selectFrom('contact')
    .leftJoin('contact_key', 'contact_key.contact_id', 'contact.id')
    .selectAll('contact')
    .select(['fingerprint', 'algorithm', 'expires_at', 'source', 'added_at'])
}

function asContact(row: Awaited<ReturnType<ReturnType<typeof contactRows>['execute']>>[number]): Contact {
  const { id, orgnr, name, email, phone, language, rank, role, verified_at, created_at } = row
  const { fingerprint, algorithm, expires_at, source, added_at } = row
  const keyed = fingerprint !== null && algorithm !== null && source !== null && added_at !== null
  return {
    id,
    member: orgnr,
    name,
    email,
    phone,
    language,
    rank,
    role,
    verified_at: verified_at?.toISOString() ?? null,
    key: keyed
      ? {
          fingerprint,
          algorithm,
          source,
          expires_at: expires_at?.toISOString() ?? null,
          added_at: added_at.toISOString(),
        }
      : null,
    created_at: created_at.toISOString(),
  }
}

/** The names of the members that there are among these. */
export async function memberNames(db: Db, orgnrs: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('member')
    .select(['orgnr', 'name'])
    .where('orgnr', '=', sql<string>`any(${[...orgnrs]}::text[])`)
    .execute()
  return new Map(rows.map(({ orgnr, name }) => [orgnr, name]))
}
