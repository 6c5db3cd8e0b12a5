/** People on the command line, on the data of a person who chose a way to sign in. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPeopleBench, type PeopleBench } from '../../test/support/people.ts'
import { runVardeHere } from '../../test/support/varde.ts'

let bench: PeopleBench
const run = async (...args: string[]) => {
  const { config, postgres } = bench.platform
  const environment = {
    VARDE_DATA: config.data,
    VARDE_POSTGRES_URL: postgres.owner.options.connectionString ?? '',
    VARDE_PUBLIC_URL: config.publicUrl,
    VARDE_LOG_LEVEL: 'warn',
  }
  const ran = await runVardeHere(['users', ...args, '--json'], environment)
  return { code: ran.code, value: JSON.parse(ran.stdout) }
}
const open = async ({ link }: { link: string }) => {
  const call = bench.browser()
  await call('GET', `/api/auth/magic-link/verify?token=${new URL(link).searchParams.get('token')}`)
  return (await call('GET', '/api/v1/me')).json()
}

beforeAll(async () => {
  bench = await openPeopleBench()
})
afterAll(() => bench.close())

it('create prints a link that opens the first-time page', async () => {
  const { code, value } = await run('create', 'Kari@csirt.example', '--role', 'team-leader', '--name', 'Kari')
  expect([code, value]).toEqual([
    0,
    { email: 'kari@csirt.example', role: 'team_leader', member: null, link: expect.stringContaining('/sign-in/link') },
  ])
  expect(await open(value)).toMatchObject({ name: 'Kari', enrolled: false })
})

it('create gives a further role, and no link, to who signs in already', async () => {
  const ola = await bench.enrolled('ola@csirt.example')
  expect((await run('create', ola.email, '--role', 'duty_officer')).value).toMatchObject({ link: null })
  expect((await ola.call('GET', '/api/v1/me')).json().roles).toHaveLength(2)
})

it('reset takes the ways in away, also of the last administrator, and prints a link', async () => {
  const admin = await bench.enrolled('admin@csirt.example', 'admin')
  const { code, value } = await run('reset', admin.email)
  expect(code).toBe(0)
  expect((await admin.call('GET', '/api/v1/me')).statusCode).toBe(401)
  expect(await open(value)).toMatchObject({ email: admin.email, enrolled: false })
  expect(await bench.audit('person.sign_in_reset')).toMatchObject([{ actor_kind: 'command', object_id: admin.id }])
})

it('bad input ends with 2 and the mend', async () => {
  const refused = [
    await run('create', 'kari', '--role', 'analyst'),
    await run('create', 'kari@csirt.example', '--role', 'chief'),
    await run('create', 'kari@csirt.example', '--role', 'member_contact'),
    await run('create', 'kari@csirt.example', '--role', 'member_contact', '--member', '000000019'),
    await run('reset', 'nobody@csirt.example'),
  ]
  expect(refused.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2])
  expect(refused.map(({ value }) => value.error)).toEqual([
    expect.stringContaining('is no e-mail address'),
    expect.stringContaining('Write one of'),
    expect.stringContaining('name the member'),
    expect.stringContaining('members import'),
    expect.stringContaining('users create'),
  ])
})
