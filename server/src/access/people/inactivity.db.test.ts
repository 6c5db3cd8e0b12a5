/** Accounts that nobody uses: warned by mail, then closed. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { openPeopleBench, type PeopleBench } from '../../../test/support/people.ts'

let mailbox: Mailbox
let bench: PeopleBench
const today = new Date()
const later = (days: number) => new Date(today.getTime() + days * 24 * 60 * 60 * 1000)

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openPeopleBench({ smtpUrl: mailbox.url })
  bench.clock.now = today
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})

async function look(day: number): Promise<void> {
  bench.clock.now = later(day)
  await bench.tasks()['inactivity']?.({}, { attempt: 1, last: false })
}

async function closed(): Promise<string[]> {
  const { rows } = await bench.postgres.pool.query(
    'select email from person where deactivated_at is not null order by email',
  )
  return rows.map(({ email }) => email)
}

it('three months without a sign-in warn, two weeks more close, and a sign-in takes the warning back', async () => {
  const admin = await bench.enrolled('admin@csirt.example', 'admin')
  const back = await bench.enrolled('back@csirt.example')
  const away = await bench.enrolled('away@csirt.example', 'analyst', { language: 'en' })
  await look(89)
  expect(await bench.audit('person.inactivity_warned')).toEqual([])

  await look(90)
  const warned = (await bench.audit('person.inactivity_warned')).map(({ object_id }) => object_id)
  expect(warned.sort()).toEqual([admin.id, back.id, away.id].sort())
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(3), { timeout: 20_000 })
  const mail = mailbox.received.find(({ to }) => to === away.email)?.mail
  expect(mail?.subject).toBe('Your account in Varde will soon be closed')
  expect(mail?.text).not.toContain('token')
  await look(91)
  expect(await bench.audit('person.inactivity_warned')).toHaveLength(3)

  // Sessions and codes are timed by the library's own clock, the stamp by ours.
  expect((await (await bench.signIn(back))('GET', '/api/v1/me')).statusCode).toBe(401)
  const { rows } = await bench.postgres.pool.query(
    'select last_sign_in_at, inactivity_warned_at from person where id = $1',
    [back.id],
  )
  expect(rows).toEqual([{ last_sign_in_at: later(91), inactivity_warned_at: null }])

  await look(104)
  // The last administrator stays, or nobody could open the others again.
  expect(await closed()).toEqual([away.email])
  expect(await bench.audit('person.deactivated')).toMatchObject([
    { actor_kind: 'system', actor_id: 'inactivity', object_id: away.id },
  ])
  await look(105)
  expect(await closed()).toEqual([away.email])
})
