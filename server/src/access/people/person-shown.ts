/** What the routes about people have in common. */
import { Id, Orgnr, type Person, Role } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type Clock, type Db, Problem, problems } from '../../platform/index.ts'
import { reachOf } from '../authorize.ts'
import { sortRoles } from './person.ts'
import { findPerson, type PersonRow } from './person-list.store.ts'

export type PersonOptions = {
  /** All members' rows: what an account holds outside the caller's scope counts too. */
  db: Db
  clock: Clock
  /** Whether mail can be sent at all. */
  mails: boolean
}

export const onePerson = Type.Object({ id: Id })
export const oneRole = Type.Object({ role: Role, member: Type.Optional(Orgnr) })

/** @throws Problem where the caller's scope holds no such person */
export async function personIn(request: FastifyRequest, id: string, now: Date): Promise<PersonRow> {
  const { db, scope } = reachOf(request)
  const row = await findPerson(db, scope, id, now)
  if (row === null) throw new Problem(problems.notFound, `No person has the id ${id}.`)
  return row
}

export function shown({ roles, created_at, last_sign_in_at, deactivated_at, ...row }: PersonRow): Person {
  return {
    ...row,
    roles: sortRoles(roles),
    created_at: created_at.toISOString(),
    last_sign_in_at: last_sign_in_at?.toISOString() ?? null,
    deactivated_at: deactivated_at?.toISOString() ?? null,
  }
}
