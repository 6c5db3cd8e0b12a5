/** A contact's OpenPGP key: given by somebody, looked up, read, taken away. */
import { Contact, ContactKeyGiven, ContactKeyLookUp, Id } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, type Note, type Principal, reachOf, type Scope } from '../access/index.ts'
import { type App, type Db, type Outbound, type Platform, Problem, problems, replies } from '../platform/index.ts'
import { findKeyed, type KeyedContact, keepKey, removeKey } from './contact-key.store.ts'
import { type ContactKey, readContactKey } from './contact-key.ts'
import { type KeyChanged, lookUpKey } from './contact-key-look-up.ts'
import { memberProblems } from './member.problems.ts'
import { contactsOf } from './member.store.ts'

const params = Type.Object({ id: Id })
const tags = ['contacts']
const write = { rule: { action: 'contact_keys.write' } } as const

export function addContactKeyRoutes(app: App, { clock }: Platform, outbound: Outbound, changed: KeyChanged): void {
  app.get(
    '/api/v1/contacts/:id/key',
    {
      config: { rule: { action: 'members.read' } },
      schema: {
        summary: 'A contact’s OpenPGP key, ASCII-armoured',
        tags,
        params,
        response: replies({ 200: Type.String() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { db, scope } = reachOf(request)
      const { armored } = await contactIn(db, request.params.id, scope)
      if (armored === null) throw new Problem(problems.notFound, 'That contact has no key here.')
      return reply.type('application/pgp-keys').send(armored)
    },
  )

  app.put(
    '/api/v1/contacts/:id/key',
    {
      config: write,
      schema: {
        summary: 'Give a contact’s OpenPGP key: what is written to them is encrypted to it from now on',
        tags,
        params,
        body: ContactKeyGiven,
        response: replies({ 200: Contact }, [
          ...guarded,
          problems.notFound,
          memberProblems.notOwnKey,
          memberProblems.keyUnfit,
        ]),
      },
    },
    async (request) => {
      const { caller, db, scope, note } = reachOf(request)
      const contact = await changeableIn(db, request.params.id, scope, caller)
      const read = await readContactKey(request.body.armored, contact.email, clock())
      if ('fault' in read) throw new Problem(memberProblems.keyUnfit, `What was given ${read.fault}`)
      await keep(db, contact, read.value, 'uploaded', note)
      return shown(db, contact)
    },
  )

  app.post(
    '/api/v1/contacts/:id/key/look-up',
    {
      config: write,
      schema: {
        summary: 'Look a contact’s OpenPGP key up in the Web Key Directory of their mail domain',
        tags,
        params,
        response: replies({ 200: ContactKeyLookUp }, [...guarded, problems.notFound, memberProblems.notOwnKey]),
      },
    },
    async (request) => {
      const { caller, db, scope, note } = reachOf(request)
      const contact = await changeableIn(db, request.params.id, scope, caller)
      const read = await lookUpKey(outbound, contact.email, clock())
      if (read === null || 'fault' in read) {
        return {
          found: false,
          fault: read === null ? null : `The key there ${read.fault}`,
          contact: await shown(db, contact),
        }
      }
      await keep(db, contact, read.value, 'wkd', note)
      return { found: true, fault: null, contact: await shown(db, contact) }
    },
  )

  app.delete(
    '/api/v1/contacts/:id/key',
    {
      config: write,
      schema: {
        summary: 'Take a contact’s OpenPGP key away: what is written to them goes signed, and not encrypted',
        tags,
        params,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, memberProblems.notOwnKey]),
      },
    },
    async (request, reply) => {
      const { caller, db, scope, note } = reachOf(request)
      const contact = await changeableIn(db, request.params.id, scope, caller)
      if (contact.fingerprint === null) throw new Problem(problems.notFound, 'That contact has no key here.')
      await db.transaction().execute(async (trx) => {
        await removeKey(trx, contact)
        await changed(trx, contact.id, clock())
        await note(trx, {
          act: 'contact.key_removed',
          object: { kind: 'contact', id: contact.id },
          member: contact.orgnr,
          details: { fingerprint: contact.fingerprint },
        })
      })
      return reply.code(204).send(null)
    },
  )

  async function keep(db: Db, contact: KeyedContact, key: ContactKey, source: 'uploaded' | 'wkd', note: Note) {
    await db.transaction().execute(async (trx) => {
      await keepKey(trx, contact, key, source, clock())
      await changed(trx, contact.id, clock())
      await note(trx, {
        act: 'contact.key_set',
        object: { kind: 'contact', id: contact.id },
        member: contact.orgnr,
        details: { fingerprint: key.fingerprint, source },
      })
    })
  }
}

/** What is written to a contact is encrypted to the key: theirs is for themselves to choose, and for the team. */
async function changeableIn(db: Db, id: string, scope: Scope, caller: Principal): Promise<KeyedContact> {
  const contact = await contactIn(db, id, scope)
  if (scope !== 'all' && contact.email !== caller.email?.toLowerCase()) {
    throw new Problem(memberProblems.notOwnKey, `${contact.email} signs in, and gives the key.`)
  }
  return contact
}

async function contactIn(db: Db, id: string, scope: Scope): Promise<KeyedContact> {
  const contact = await findKeyed(db, id, scope)
  if (contact === null) throw new Problem(problems.notFound, 'There is no such contact.')
  return contact
}

async function shown(db: Db, { id, orgnr }: KeyedContact) {
  const contact = (await contactsOf(db, [orgnr])).get(orgnr)?.find((one) => one.id === id)
  if (contact === undefined) throw new Problem(problems.notFound, 'That contact was removed just now.')
  return contact
}
