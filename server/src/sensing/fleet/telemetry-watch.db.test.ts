/** Receiving and loading in trouble: told of once, to whom it concerns, and again when it is over. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { newId, openMailer } from '../../platform/index.ts'
import { mailTelemetryAlarmJob, mailTelemetryAlarmTask } from './telemetry-alarm.job.ts'
import { telemetryAlarms } from './telemetry-alarm.store.ts'
import { type TelemetryWatch, watchTelemetry } from './telemetry-watch.ts'

const start = new Date('2026-11-24T12:00:00Z')
let telemetry: TestTelemetry
let mailbox: Mailbox
let sensor: string
let clock: Date
let steady: number
let watch: TelemetryWatch

beforeAll(async () => {
  mailbox = await openMailbox()
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1))
  sensor = await telemetry.sensor(orgnr(1))
  for (const [email, role, language] of [
    ['duty@csirt.example', 'duty_officer', 'en'],
    ['vakt@csirt.example', 'duty_officer', 'nn'],
    ['other@csirt.example', 'analyst', 'nb'],
  ]) {
    const id = newId()
    await telemetry.platform.postgres.pool.query(
      `insert into person (id, name, email, language, "emailVerified") values ($1, 'Test', $2, $3, true)`,
      [id, email, language],
    )
    await telemetry.platform.postgres.pool.query('insert into person_role (person_id, role) values ($1, $2)', [
      id,
      role,
    ])
  }
})
beforeEach(async () => {
  await telemetry.platform.postgres.pool.query('delete from telemetry_alarm')
  clock = start
  steady = 0
  const { postgres, log } = telemetry.platform
  // Of the machine that runs the tests nothing is asked: it may have little room.
  watch = watchTelemetry({
    postgres,
    log,
    clock: () => clock,
    wall: () => clock.getTime(),
    steady: () => steady,
    spool: telemetry.spool,
    reserve: 0,
    few: 0,
  })
})
afterAll(async () => {
  await telemetry.close()
  await mailbox.close()
})

/** A quarter of a minute later, so many times. @returns what was mailed */
type Mailed = { to: string; subject: string | undefined; text: string | undefined; html: string }
async function looks(times = 1): Promise<Mailed[]> {
  for (let i = 0; i < times; i++) {
    clock = new Date(clock.getTime() + 15_000)
    steady += 15_000
    await watch.look()
  }
  const { postgres } = telemetry.platform
  const { rows } = await postgres.owner.query(
    `delete from graphile_worker._private_jobs job using graphile_worker._private_tasks task
      where task.id = job.task_id and task.identifier = '${mailTelemetryAlarmTask}' returning job.payload`,
  )
  const mailer = openMailer(mailbox.url, 'varde@csirt.example')
  const config = { publicUrl: 'https://varde.example' } as Parameters<typeof mailTelemetryAlarmJob>[0]['config']
  for (const { payload } of rows)
    await mailTelemetryAlarmJob({ postgres, config, mailer })(payload, { attempt: 1, last: false })
  mailer.close()
  return mailbox.received.splice(0).map(({ to, mail }) => ({
    to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html || '',
  }))
}
const subjects = async (times?: number) => (await looks(times)).map(({ to, subject }) => [to, subject]).sort()
const alarms = async () => (await telemetryAlarms(telemetry.platform.postgres.db, 'all')).map(({ trouble }) => trouble)

it('a spool that cannot be written is told to the duty officers, each in their language, once, and when it is over', async () => {
  expect(await looks()).toEqual([])
  const incoming = join(telemetry.spool.folder, 'incoming')
  await rename(incoming, `${incoming}-away`)
  await writeFile(incoming, '')
  expect(await subjects(3)).toEqual([
    ['duty@csirt.example', `Receiving at ${hostname()} needs a look`],
    ['vakt@csirt.example', `Mottaket på ${hostname()} treng tilsyn`],
  ])
  expect(await alarms()).toEqual(['spool_unwritable'])
  await rm(incoming)
  await rename(`${incoming}-away`, incoming)
  // What comes and goes is one trouble.
  expect(await looks(3)).toEqual([])
  const over = await looks(1)
  expect(over.map(({ subject }) => subject).sort()).toEqual([
    `Mottaket på ${hostname()} er i orden att`,
    `Receiving at ${hostname()} is well again`,
  ])
  expect(over.some(({ text }) => text?.includes('Varde takes events again.'))).toBe(true)
  // A tagged template of ghtml takes \n as it is written.
  for (const mail of over) expect(mail.html).not.toContain('\\n')
  expect(await alarms()).toEqual([])
})

it('what waits too long and what was set aside is told of with how much', async () => {
  telemetry.setNow(start)
  await telemetry.send(sensor, [eve.flow()])
  telemetry.setNow(null)
  expect(await looks(19)).toEqual([])
  const [mail] = await looks(4)
  expect(mail?.text).toMatch(/came 5 minutes ago|for 5 minutt sidan/)
  const group = await telemetry.nextGroup()
  await telemetry.spool.setAside(group)
  const [aside] = await looks(1)
  expect(aside?.text).toMatch(/^1 (files|filer)/)
  expect(await alarms()).toEqual(['loading_behind', 'segments_set_aside'])
  await rm(join(telemetry.spool.folder, 'failed', group.id), { recursive: true })
  await mkdir(join(telemetry.spool.folder, 'failed'), { recursive: true })
  expect(await looks(4)).toHaveLength(4)
  expect(await alarms()).toEqual([])
})

it('a clock that jumps is told of, both ways, and the sensor that was heard ahead of time is heard now', async () => {
  const { pool } = telemetry.platform.postgres
  clock = new Date(clock.getTime() + 3 * 24 * 3_600_000)
  const [forward] = await looks()
  expect(forward?.text).toMatch(/259200 (seconds forward|sekund fram)/)
  await pool.query('update sensor set last_seen_at = $1', [clock])
  clock = new Date(start.getTime() + 60_000)
  await looks()
  expect(await alarms()).toEqual(['clock_jumped'])
  const { rows } = await pool.query('select last_seen_at from sensor')
  expect(rows[0].last_seen_at).toEqual(clock)
  // An hour later it is over, which is no news.
  expect(await looks(4 * 61)).toEqual([])
  expect(await alarms()).toEqual([])
})

it('nobody but those who see everything sees it', async () => {
  await mkdir(join(telemetry.spool.folder, 'failed', 'x'))
  await writeFile(
    join(telemetry.spool.folder, 'failed', 'x', `${newId()}.${newId()}.1764000000000.${newId()}.1.1.ndjson`),
    '',
  )
  await looks()
  expect(await alarms()).toEqual(['segments_set_aside'])
  expect(await telemetryAlarms(telemetry.platform.postgres.db, [orgnr(1)])).toEqual([])
})
