/**
 * Every operation of the API's document, called as every kind of caller, with the objects of two members. Nobody gets to
 * see or change what is another's; whoever lacks the action is refused; whatever is changed is written in the log. A new
 * operation is walked by itself, and fails until it says how it is called.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, makeCallers } from './support/callers.ts'
import { type Call, type Called, callOperation, type Operation, operationsOf } from './support/operations.ts'
import { actionsOf, type Rule } from './support/rules.ts'
import { own } from './support/samples/index.ts'
import { openWorld, redMark, type Side, type World } from './support/world/index.ts'

let world: World
let operations: Operation[]
let callers: Caller[]
let requests = 0
const leaks: string[] = []

beforeAll(async () => {
  world = await openWorld()
  operations = operationsOf(world.server.app)
  const made = await makeCallers(world)
  callers = made.callers
  Object.assign(own, made.own)
})
afterAll(async () => {
  const counts = `${operations.length} operations, ${callers.length} callers, ${requests} requests, ${leaks.length} leaks`
  process.stdout.write(`The walk: ${counts}\n`)
  await world.close()
})

const changes = ({ method }: Operation) => method !== 'GET'
/** Everyone but those at a member, partners, and who has not chosen how to sign in. */
const seesAll = (caller: Caller) => caller.home === null && caller.roles.some((role) => role !== 'partner')
function may(caller: Caller, rule: Rule): boolean {
  if (rule === 'person') return caller.kind === 'person'
  if (typeof rule === 'string') return rule === 'public' || rule === 'signed-in'
  return actionsOf(caller.roles).includes(rule.action)
}

async function call(caller: Caller | null, { method }: Operation, asked: Call): Promise<Called> {
  requests++
  return callOperation(world.server.address, method, asked, caller?.headers ?? {})
}

/** Looks for what is the other member's in an answer, but for what the call itself said. */
function look(caller: Caller, { name }: Operation, asked: Call, { text }: Called, other: Side): void {
  const said = JSON.stringify(asked)
  for (const secret of [other.mark, other.orgnr, ...Object.values(other.ids)]) {
    if (text.includes(secret) && !said.includes(secret)) leaks.push(`${caller.name} got ${secret} from ${name}`)
  }
}

/** Every row that is one member's, but for the log, which says who asked. */
async function belongings({ orgnr }: Side): Promise<unknown> {
  const { rows } = await sql`select
    (select json_agg(m) from member m where orgnr = ${orgnr}) as members,
    (select json_agg(c order by c.id) from contact c where orgnr = ${orgnr}) as contacts,
    (select json_agg(n) from member_network n where orgnr = ${orgnr}) as networks,
    (select json_agg(s order by s.id) from sensor s where orgnr = ${orgnr}) as sensors,
    (select json_agg(k order by k.id) from api_key k where orgnr = ${orgnr}) as keys,
    (select json_agg(d order by d.id) from detection d where orgnr = ${orgnr}) as detections,
    (select json_agg(i order by i.id) from inventory_item i where orgnr = ${orgnr}) as inventory,
    (select json_agg(w order by w.id) from warning w where orgnr = ${orgnr}) as warnings,
    (select json_agg(r order by r.id) from response r join warning w on w.id = r.warning_id where orgnr = ${orgnr}) as answers,
    (select json_agg(h order by h.id) from webhook h where orgnr = ${orgnr}) as webhooks,
    (select json_agg(p order by p.channel) from contact_phone_choice p join contact c on c.id = p.contact_id where orgnr = ${orgnr}) as phone_choices,
    (select json_agg(r order by r.person_id, r.role) from person_role r where orgnr = ${orgnr}) as roles,
    (select json_agg(p order by p.id) from person p join person_role r on r.person_id = p.id where orgnr = ${orgnr}) as people,
    (select json_agg(h order by h.id) from archive_hold h where orgnr = ${orgnr}) as holds`.execute(
    world.server.platform.postgres.db,
  )
  return rows[0]
}

async function entries(): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from audit_head`.execute(world.server.platform.postgres.db)
  return rows[0]?.seq ?? 0
}

describe('every operation', () => {
  it('is in the document with its rule, and says how it is called', () => {
    expect(operations.length).toBeGreaterThan(60)
    expect(operations.filter(({ unknown }) => unknown.length > 0).map(({ name, unknown }) => [name, unknown])).toEqual(
      [],
    )
    for (const side of [world.a, world.b]) expect(Object.entries(side.ids).filter(([, id]) => id === '')).toEqual([])
  })

  it('is refused to whoever says nothing, but for what is public', async () => {
    const wrong: string[] = []
    for (const operation of operations) {
      const { status, type } = await call(null, operation, operation.about(world.b, world))
      const refused = status === 401 && type.includes('application/problem+json')
      if (operation.rule === 'public' ? status >= 400 : !refused) wrong.push(`${operation.name} answered ${status}`)
    }
    expect(wrong).toEqual([])
  })

  it('is refused to a sensor, which sends and reads nothing', async () => {
    const { server, a } = world
    const enrolled = await server.call('POST', '/api/v1/sensors', { body: { member: a.orgnr, name: `${a.mark}-2` } })
    const headers = { authorization: `Bearer ${(enrolled.body as { token: string }).token}` }
    const sensor: Caller = { name: 'sensor', kind: 'key', headers, roles: [], home: 'a' }
    const wrong: string[] = []
    for (const operation of operations.filter(({ rule }) => rule !== 'public' && rule !== 'sensor')) {
      const { status } = await call(sensor, operation, operation.about(a, world))
      if (status !== 401) wrong.push(`${operation.name} answered ${status}`)
    }
    expect(wrong).toEqual([])
  })

  it('gives nobody at one member anything of the other, and changes nothing there', async () => {
    const before = await belongings(world.b)
    const wrong: string[] = []
    for (const caller of callers.filter((one) => !seesAll(one))) {
      for (const operation of operations) {
        const asked = operation.about(world.b, world)
        const called = await call(caller, operation, asked)
        look(caller, operation, asked, called, world.b)
        const { status, text } = called
        if (status >= 500) wrong.push(`${caller.name} made ${operation.name} fail: ${status} ${text}`)
        if (!may(caller, operation.rule) && status !== 401 && status !== 403) {
          wrong.push(`${caller.name} called ${operation.name} without leave: ${status}`)
        }
      }
    }
    expect(leaks).toEqual([])
    expect(wrong).toEqual([])
    expect(await belongings(world.b)).toEqual(before)
  })

  it('gives people at a member what is their own, and nothing beside it', async () => {
    const wrong: string[] = []
    for (const caller of callers.filter(({ home }) => home === 'a')) {
      for (const operation of operations.filter((one) => !changes(one))) {
        const asked = operation.about(world.a, world)
        const called = await call(caller, operation, asked)
        look(caller, operation, asked, called, world.b)
        const right = may(caller, operation.rule) ? called.status < 300 : called.status === 403
        if (!right) wrong.push(`${caller.name}, ${operation.name}: ${called.status} ${called.text.slice(0, 300)}`)
      }
    }
    expect(leaks).toEqual([])
    expect(wrong).toEqual([])
  })

  it('answers the others as the table of roles says, and no auditor or partner with what is TLP:RED', async () => {
    const wrong: string[] = []
    for (const caller of callers.filter(({ home }) => home === null)) {
      for (const operation of operations.filter((one) => !changes(one))) {
        const { status, text } = await call(caller, operation, operation.about(world.b, world))
        const right = may(caller, operation.rule) ? status < 300 : status === 403
        if (!right) wrong.push(`${caller.name}, ${operation.name}: ${status} ${text.slice(0, 300)}`)
        if (!actionsOf(caller.roles).includes('red.read') && text.includes(redMark)) {
          wrong.push(`${caller.name} read what is TLP:RED in ${operation.name}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('that changes something is refused without leave, works with it, and is written in the log', async () => {
    const wrong: string[] = []
    const changing = operations.filter((one) => changes(one) && one.rule !== 'sensor').sort((x, y) => x.last - y.last)
    for (const operation of changing) {
      for (const caller of callers.filter((one) => one.home === null && !may(one, operation.rule))) {
        const { status } = await call(caller, operation, operation.about(world.b, world))
        if (status !== 403) wrong.push(`${caller.name}, ${operation.name}: ${status}`)
      }
      const caller = callers.find(({ name }) => name === operation.by)
      const before = await entries()
      const { status, text } = await call(caller ?? null, operation, operation.working(world))
      if (status >= 300) wrong.push(`${operation.by}, ${operation.name}: ${status} ${text.slice(0, 300)}`)
      else if (operation.logs && (await entries()) === before) wrong.push(`${operation.name} left nothing in the log`)
    }
    expect(wrong).toEqual([])
  })
})
