import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { newId, openMailer } from '../../platform/index.ts'
import { enrolSensor } from './sensor.store.ts'
import {
  mailAlarmJob,
  mailAlarmTask,
  mailMemberAlarmJob,
  mailMemberAlarmTask,
  watchSensorsJob,
} from './sensor-alarm.job.ts'
import { setTellMember, setTellOfAll } from './sensor-token.store.ts'

const one = orgnr(1)
const minute = 60_000
let api: ApiUnderTest
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  api = await openTestApi(() => {})
  await api.postgres.pool.query(`insert into member (orgnr, name, kind) values ('${one}', 'Granvåg', 'gp')`)
})
beforeEach(async () => {
  await api.postgres.pool.query('delete from sensor')
  await api.postgres.pool.query('delete from person')
  await api.postgres.pool.query('delete from contact')
  await api.postgres.owner.query('delete from graphile_worker._private_jobs')
  mailbox.received.splice(0)
  api.clock.now = new Date('2026-11-24T12:00:00Z')
})
afterAll(async () => {
  await api.close()
  await mailbox.close()
})

const attempt = { attempt: 1, last: false }
const look = () =>
  watchSensorsJob({ postgres: api.postgres, clock: () => api.clock.now }, api.access.audit)({}, attempt)

/** As each minute: looks, then sends what that made. @returns the mails, by addressee */
async function mails(minutesLater = 0) {
  api.clock.now = new Date(api.clock.now.getTime() + minutesLater * minute)
  await look()
  const { rows } = await api.postgres.owner.query(
    `delete from graphile_worker._private_jobs job using graphile_worker._private_tasks task
      where task.id = job.task_id and task.identifier in ('${mailAlarmTask}', '${mailMemberAlarmTask}')
      returning task.identifier as task, job.payload`,
  )
  const mailer = openMailer(mailbox.url, 'varde@csirt.example')
  const config = { publicUrl: 'https://varde.example' } as Parameters<typeof mailAlarmJob>[0]['config']
  const parts = { postgres: api.postgres, config, mailer }
  for (const { task, payload } of rows) {
    await (task === mailAlarmTask ? mailAlarmJob(parts) : mailMemberAlarmJob(parts))(payload, attempt)
  }
  mailer.close()
  // A tagged template of ghtml takes \n as it is written.
  for (const { mail } of mailbox.received) expect(mail.html).not.toContain('\\n')
  return mailbox.received.splice(0).toSorted((a, b) => (a.to < b.to ? -1 : 1))
}
/** @returns what was mailed: to whom, about what */
async function watch(minutesLater = 0): Promise<[to: string, subject: string | undefined][]> {
  return (await mails(minutesLater)).map(({ to, mail }) => [to, mail.subject])
}

async function person(email: string, role: string, language = 'en'): Promise<string> {
  const id = newId()
  await api.postgres.pool.query(
    `insert into person (id, name, email, language, "emailVerified") values ($1, $2, $3, $4, true)`,
    [id, 'Test', email, language],
  )
  await api.postgres.pool.query('insert into person_role (person_id, role) values ($1, $2)', [id, role])
  return id
}
async function sensor(name: string): Promise<string> {
  const { id } = await enrolSensor(api.postgres.db, { name, member: one }, api.clock.now, testNote(api.postgres.db))
  await heard(id)
  return id
}
const heard = (id: string) =>
  api.postgres.pool.query('update sensor set last_seen_at = $2 where id = $1', [id, api.clock.now])
const silenced = (id: string) =>
  api.postgres.pool.query('update sensor set last_seen_at = $2 where id = $1', [
    id,
    new Date(api.clock.now.getTime() - 2 * 60 * minute),
  ])

it('duty officers are told of a silent sensor, each in their language, once until it is well again', async () => {
  await person('duty@csirt.example', 'duty_officer')
  await person('vakt@csirt.example', 'duty_officer', 'nb')
  await person('other@csirt.example', 'analyst')
  const away = await person('away@csirt.example', 'duty_officer')
  await api.postgres.pool.query('update person set deactivated_at = now() where id = $1', [away])
  const edge = await sensor('edge-1')
  expect(await watch()).toEqual([])
  expect((await watch(61)).sort()).toEqual([
    ['duty@csirt.example', 'The sensor edge-1 needs a look'],
    ['vakt@csirt.example', 'Sensoren edge-1 trenger tilsyn'],
  ])
  expect(await watch(1)).toEqual([])
  await heard(edge)
  expect(await watch(1)).toEqual([])
  expect(await watch(15)).toEqual([
    ['duty@csirt.example', 'The sensor edge-1 is well again'],
    ['vakt@csirt.example', 'Sensoren edge-1 er i orden igjen'],
  ])
  expect(await watch(61)).toHaveLength(2)
})

it('a sensor that comes and goes is one alarm, and said to be well once it stays so', async () => {
  await person('duty@csirt.example', 'duty_officer')
  const edge = await sensor('edge-1')
  expect(await watch(61)).toHaveLength(1)
  await heard(edge)
  expect(await watch(1)).toEqual([])
  await silenced(edge)
  expect(await watch(10)).toEqual([])
  await heard(edge)
  expect(await watch(10)).toEqual([])
  expect(await watch(14)).toEqual([])
  expect(await watch(1)).toEqual([['duty@csirt.example', 'The sensor edge-1 is well again']])
  expect(await watch(1)).toEqual([])
})

it('what comes and what ends in the same minute is one mail', async () => {
  await person('duty@csirt.example', 'duty_officer')
  const edge = await sensor('edge-1')
  const other = await sensor('edge-2')
  await watch(61)
  await heard(edge)
  await heard(other)
  await watch(1)
  await silenced(other)
  await watch(1)
  await sensor('edge-3').then(silenced)
  const [mail, ...more] = await mails(14)
  expect(more).toEqual([])
  expect(mail?.mail.subject).toBe('The sensor edge-3 needs a look')
  expect(mail?.mail.text).toMatch(/edge-3 \(Granvåg\) has sent nothing for an hour/)
  expect(mail?.mail.text).toMatch(/edge-1 \(Granvåg\) is well again/)
  expect(mail?.mail.text).not.toContain('edge-2')
})

it('what befalls many at once is one mail', async () => {
  await person('duty@csirt.example', 'duty_officer')
  for (const name of ['a', 'b', 'c']) await sensor(name)
  expect(await watch(61)).toEqual([['duty@csirt.example', '3 sensors need a look']])
})

it('a sensor that goes from one trouble to the next is told of again, and not when it goes back', async () => {
  await person('duty@csirt.example', 'duty_officer')
  const edge = await sensor('edge-1')
  // As the loader leaves it: half the lines could not be read.
  const lag = { low: 0, median: 0, most: 0 }
  const at = api.clock.now.getTime()
  const health = {
    at,
    since: at,
    loads: 1,
    lag,
    stored: 0,
    usual: { low: 0, median: 0, stored: 0 },
    floor: 0,
    wander: 0,
    rates: { lines: 2, rejected: 1, packets: 0, lost: 0 },
    capture: null,
    version: null,
    troubles: { rejecting: at },
  }
  const ails = () => {
    const told = { ...health, at: api.clock.now.getTime() }
    return api.postgres.pool.query('update sensor set health = $2 where id = $1', [edge, JSON.stringify(told)])
  }
  await ails()
  expect(await watch()).toHaveLength(1)
  expect(await watch(61)).toHaveLength(1)
  await heard(edge)
  await ails()
  expect(await watch(1)).toEqual([])
})

it('a sensor that was revoked meanwhile is not mailed about', async () => {
  await person('duty@csirt.example', 'duty_officer')
  const edge = await sensor('edge-1')
  api.clock.now = new Date(api.clock.now.getTime() + 61 * minute)
  await look()
  await api.postgres.pool.query('update sensor set revoked_at = now() where id = $1', [edge])
  expect(await watch()).toEqual([])
})

async function contact(email: string, language: string, member = one): Promise<void> {
  await api.postgres.pool.query(
    `insert into contact (id, orgnr, name, email, language) values ($1, $2, 'Vakt', $3, $4)`,
    [newId(), member, email, language],
  )
}
const tell = (id: string, wanted = true) => setTellMember(api.postgres.db, 'all', id, wanted, testNote(api.postgres.db))

it('a member’s contacts are told where that is wanted: what, since when and what to do, once, and when it is over', async () => {
  await contact('vakt@granvag.example', 'nn')
  await contact('it@granvag.example', 'en')
  const edge = await sensor('edge-1')
  await sensor('unwanted')
  await tell(edge)
  const [english, nynorsk, ...more] = await mails(61)
  expect(more).toEqual([])
  expect([english?.to, english?.mail.subject]).toEqual(['it@granvag.example', 'The sensor edge-1 needs a look'])
  expect(english?.mail.text).toMatch(/edge-1: Sends nothing since 24 Nov 2026, 13:00\./)
  expect(english?.mail.text).toMatch(/Do this: See whether the machine is up/)
  expect(english?.mail.text).toContain(`https://varde.example/sensors/${edge}`)
  expect(english?.mail.text).not.toContain('unwanted')
  expect([nynorsk?.to, nynorsk?.mail.subject]).toEqual(['vakt@granvag.example', 'Sensoren edge-1 treng tilsyn'])
  expect(await watch(1)).toEqual([])
  await heard(edge)
  expect(await watch(1)).toEqual([])
  expect(await watch(15)).toEqual([
    ['it@granvag.example', 'The sensor edge-1 is well again'],
    ['vakt@granvag.example', 'Sensoren edge-1 er i orden att'],
  ])
  expect(await watch(1)).toEqual([])
})

it('who comes to want it while a trouble lasts is told of it then; who no longer does is not told of the end', async () => {
  await contact('vakt@granvag.example', 'nb')
  const edge = await sensor('edge-1')
  expect(await watch(61)).toEqual([])
  await tell(edge)
  expect(await watch(1)).toEqual([['vakt@granvag.example', 'Sensoren edge-1 trenger tilsyn']])
  await tell(edge, false)
  await tell(edge)
  expect(await watch(1)).toEqual([])
  await tell(edge, false)
  await heard(edge)
  expect(await watch(1)).toEqual([])
  expect(await watch(15)).toEqual([])
})

it('for all of a member’s sensors it is chosen at once, also for those to come, and for one otherwise', async () => {
  await contact('vakt@granvag.example', 'nb')
  const { db } = api.postgres
  const note = testNote(db)
  const [edge, other] = [await sensor('edge-1'), await sensor('edge-2')]
  await tell(other)
  expect(await setTellOfAll(db, one, true, note)).toBe(true)
  expect(await setTellOfAll(db, one, true, note)).toBe(true)
  expect(await setTellOfAll(db, orgnr(9), true, note)).toBe(false)
  const later = await sensor('edge-3')
  const chosen = await enrolSensor(db, { name: 'edge-4', member: one, tell_member: false }, api.clock.now, note)
  await tell(other, false)
  const told = await db.selectFrom('sensor').select(['id', 'tell_member']).execute()
  expect(Object.fromEntries(told.map(({ id, tell_member }) => [id, tell_member]))).toEqual({
    [edge]: true,
    [other]: false,
    [later]: true,
    [chosen.id]: false,
  })
  const { rows } = await api.postgres.pool.query(
    `select object_id, details from audit_entry where act = 'member.sensors_told'`,
  )
  expect(rows).toEqual([{ object_id: one, details: { tell_member: true, sensors: 1 } }])
  expect(await watch(61)).toEqual([['vakt@granvag.example', '2 av sensorene deres trenger tilsyn']])
  await setTellOfAll(db, one, false, note)
})

it('several of a member’s sensors are one mail to each contact, and no other member’s', async () => {
  await contact('vakt@granvag.example', 'nb')
  await api.postgres.pool.query(
    `insert into member (orgnr, name, kind) values ('${orgnr(2)}', 'Fjell', 'gp') on conflict do nothing`,
  )
  await contact('vakt@fjell.example', 'nb', orgnr(2))
  for (const name of ['a', 'b']) await tell(await sensor(name))
  const found = await mails(61)
  expect(found.map(({ to, mail }) => [to, mail.subject])).toEqual([
    ['vakt@granvag.example', '2 av sensorene deres trenger tilsyn'],
  ])
  expect(found[0]?.mail.html).toMatch(/<h2[^>]*>a<\/h2>[\s\S]*<h2[^>]*>b<\/h2>/)
})

it('a sensor that is revoked is not said to be well', async () => {
  await contact('vakt@granvag.example', 'nb')
  const edge = await sensor('edge-1')
  await tell(edge)
  expect(await watch(61)).toHaveLength(1)
  await api.postgres.pool.query('update sensor set revoked_at = now() where id = $1', [edge])
  expect(await watch(1)).toEqual([])
})

it('the log says when a trouble came and went', async () => {
  const edge = await sensor('edge-1')
  await watch(61)
  await heard(edge)
  await watch(1)
  await watch(15)
  await watch(1)
  const { rows } = await api.postgres.pool.query(
    `select act, actor_kind, orgnr, details from audit_entry where object_id = $1 and act like 'sensor.alarm%' order by seq`,
    [edge],
  )
  const by = { actor_kind: 'system', orgnr: one }
  expect(rows).toEqual([
    { act: 'sensor.alarm_raised', ...by, details: { trouble: 'silent' } },
    { act: 'sensor.alarm_ended', ...by, details: { troubles: ['silent'], revoked: false } },
  ])
})
