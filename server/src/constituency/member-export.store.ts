/** Everything of a member as lines of JSON, read as they are sent. */
import { exportKeys, exportLog, exportPeople } from '../access/index.ts'
import type { Db } from '../platform/index.ts'
import { listClaims } from './claim.store.ts'
import { contactsOf, findMember } from './member.store.ts'
import type { Asked, MemberData } from './member-data.ts'

/** One object a line: the member, what is its own, its people and keys, what was found and said, its events. */
export async function* exportMember(db: Db, asked: Asked, exports: MemberData['exports']): AsyncGenerator<string> {
  const parts = [
    ownOf(db, asked.orgnr),
    exportPeople(db, asked.orgnr),
    exportKeys(db, asked.orgnr),
    exportLog(db, asked.orgnr, asked.scope),
    ...exports.map((part) => part(db, asked)),
  ]
  for (const part of parts) for await (const line of part) yield `${JSON.stringify(line)}\n`
}

async function* ownOf(db: Db, orgnr: string): AsyncGenerator<object> {
  const found = await findMember(db, orgnr)
  if (found === null) return
  const { networks, domains, ...member } = found
  yield { organisation: member.kind, ...member, kind: 'member' }
  for (const network of networks) yield { kind: 'network', network }
  for (const domain of domains) yield { kind: 'domain', domain }
  for (const contact of (await contactsOf(db, [orgnr])).get(orgnr) ?? []) yield { kind: 'contact', ...contact }
  for (const { kind, orgnr: _, decided_by: __, proof: ___, checked_at: ____, ...claim } of await listClaims(db, {
    scope: [orgnr],
  })) {
    yield { kind: 'claim', of: kind, ...claim }
  }
}
