import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { runVardeHere, temporaryFolder } from '../../test/support/varde.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
let owner: pg.Client
const run = (...args: string[]) => runVardeHere(args, environment)

beforeAll(async () => {
  folder = await temporaryFolder()
  const url = await freshDatabase()
  environment = { VARDE_DATA: join(folder.path, 'data'), VARDE_POSTGRES_URL: url, VARDE_LOG_LEVEL: 'warn' }
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await folder.remove()
})

it('varde audit export writes the log to a new file, and that it did', async () => {
  const path = join(folder.path, 'log.ndjson')
  expect(await run('audit', 'export', path)).toEqual({
    code: 0,
    stdout: `1 entries written to ${path}.\n`,
    stderr: '',
  })
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ actor_kind: 'command', act: 'audit.exported' })
  const again = await run('audit', 'export', path)
  expect([again.code, again.stderr]).toEqual([2, `varde: ${path} is there already. Name a new file.\n`])
  const csv = join(folder.path, 'log.csv')
  expect((await run('audit', 'export', csv, '--json')).stdout).toBe(
    `${JSON.stringify({ file: csv, format: 'csv', entries: 3 })}\n`,
  )
})

it('varde audit verify ends with 0 where the log is whole, and with 1 and each fault where it is not', async () => {
  expect(await run('audit', 'verify')).toEqual({
    code: 0,
    stdout: 'The log is whole: 3 entries, 1 to 3.\n',
    stderr: '',
  })
  await owner.query("update audit_entry set address = '192.0.2.9' where seq = 1")
  await owner.query('delete from audit_entry where seq = 2')
  const found = await run('audit', 'verify')
  expect(found.code).toBe(1)
  expect(found.stdout).toBe(
    [
      '1 altered: Entry 1 is not what was written, or follows another than it did.',
      '2 missing: Entry 2 is gone.',
      'The log is not what was written: 2 faults in 2 entries.',
      '',
    ].join('\n'),
  )
  const json = await run('audit', 'verify', '--json')
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { faults: [{ seq: 1 }, { seq: 2 }] }])
})

it('no command keeps a name that holds a national identity number', async () => {
  for (const asked of [
    ['keys', 'create', '--scope', 'analyst'],
    ['sensors', 'enrol', '--member', '000000000'],
    ['users', 'create', 'kari@csirt.example', '--role', 'analyst'],
  ]) {
    const ran = await run(...asked, '--name', 'Kari 010101 00131')
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('seems to hold a national identity number')])
  }
})
