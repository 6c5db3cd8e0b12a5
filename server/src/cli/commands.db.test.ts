import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { csafDocument } from '../../test/support/csaf.ts'
import { freePort, runVarde, runVardeHere, serveVarde, temporaryFolder } from '../../test/support/varde.ts'

const one = orgnr(1)
const members = (
  networks: string,
) => `orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language
${one},Granvåg kommune,municipality,9001,${networks},granvag.example,Vakt,vakt@granvag.example,,nn
`
const indicators = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,AMBER,,Kraft-SRM,
`

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
/** In a process of its own, as at a terminal; and in this one, for the many that say how a command works and not how it starts. */
const run = (...args: string[]) => runVarde(args, environment)
const here = (...args: string[]) => runVardeHere(args, environment)
const file = async (name: string, text: string | Buffer) => {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

beforeAll(async () => {
  folder = await temporaryFolder()
  environment = { VARDE_DATA: join(folder.path, 'data'), VARDE_PORT: String(await freePort()), VARDE_LOG_LEVEL: 'warn' }
})
afterAll(() => folder.remove())

describe('commands, while no server runs', () => {
  it('import members', async () => {
    const path = await file('members.csv', members('10.1.0.0/16'))
    const dry = await run('members', 'import', path, '--dry-run')
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(dry.stdout).toBe('members: 1 rows: 1 new, 0 changed, 0 unchanged. A dry run: nothing was written.\n')
    const ran = await run('members', 'import', path, '--json')
    expect([ran.code, JSON.parse(ran.stdout)]).toEqual([
      0,
      { dry_run: false, applied: true, rows: 1, created: 1, updated: 0, unchanged: 0, errors: [] },
    ])
  })
})

describe('commands, while a server runs', () => {
  let server: Awaited<ReturnType<typeof serveVarde>>
  beforeAll(async () => {
    server = await serveVarde(environment)
  })
  afterAll(async () => {
    await server.stop()
  })

  it('see and change the same data', async () => {
    const again = await run('members', 'import', await file('members.csv', members('10.1.0.0/16')), '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ unchanged: 1 })
    const changed = await here(
      'members',
      'import',
      await file('more.csv', members('10.1.0.0/16 10.2.0.0/16')),
      '--json',
    )
    expect(JSON.parse(changed.stdout)).toMatchObject({ applied: true, updated: 1 })
    const key = await here('keys', 'create', '--name', 'test', '--scope', 'analyst')
    const answer = await fetch(`http://127.0.0.1:${environment['VARDE_PORT']}/api/v1/members/${one}`, {
      headers: { authorization: `Bearer ${key.stdout.trim()}` },
    })
    expect(await answer.json()).toMatchObject({ networks: ['10.1.0.0/16', '10.2.0.0/16'] })
  })

  it('enrol a sensor, and print its token and nothing else', async () => {
    const { stdout, stderr, code } = await here('sensors', 'enrol', '--member', one, '--name', 'granvag-1')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^varde_sensor_[\w-]{43}\n$/)
    const taken = await here('sensors', 'enrol', '--member', one, '--name', 'granvag-1')
    expect(taken).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Choose another name') })
    const other = await here('sensors', 'enrol', '--member', one, '--name', 'granvag-2', '--json')
    expect(JSON.parse(other.stdout)).toEqual({
      id: expect.any(String),
      name: 'granvag-2',
      member: one,
      token: expect.stringMatching(/^varde_sensor_/),
    })
  })

  it('load unreadable lines again, and wait until the server has', async () => {
    expect(await here('sensors', 'load-again', 'granvag-1')).toEqual({
      code: 0,
      stdout: '0 lines read, 0 still unreadable.\n',
      stderr: '',
    })
    const narrowed = await here('sensors', 'load-again', 'granvag-1', '--reason', 'not_json', '--json')
    expect(JSON.parse(narrowed.stdout)).toMatchObject({ state: 'done', reason: 'not_json', lines_read: 0 })
  })

  it('turn over, list and end keys and sensors', async () => {
    const made = await here(
      'keys',
      'create',
      '--name',
      'board',
      '--scope',
      'auditor',
      '--network',
      '192.0.2.0/24',
      '--json',
    )
    const { id, key } = JSON.parse(made.stdout)
    expect(key).toMatch(/^varde_key_/)
    const next = await here('keys', 'rotate', id, '--overlap-hours', '0', '--json')
    expect(JSON.parse(next.stdout)).toMatchObject({
      name: 'board',
      scope: 'auditor',
      key: expect.stringMatching(/^varde_key_/),
    })
    const listed = await here('keys', 'list')
    expect(listed.stdout).toMatch(new RegExp(`^${id}  revoked +auditor +board +no end +never used +0 refused$`, 'm'))
    const ended = await here('keys', 'revoke', JSON.parse(next.stdout).id)
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('opens nothing any more') })

    const token = await here('sensors', 'rotate', 'granvag-2', '--overlap-hours', '0')
    expect(token.stdout).toMatch(/^varde_sensor_[\w-]{43}\n$/)
    expect((await here('sensors', 'revoke', 'granvag-2')).code).toBe(0)
    const sensors = JSON.parse((await here('sensors', 'list', '--json')).stdout)
    expect(sensors).toMatchObject([
      { name: 'granvag-1', state: 'waiting', failures: 0 },
      { name: 'granvag-2', state: 'revoked' },
    ])
    const auditor = (await here('keys', 'create', '--name', 'log', '--scope', 'auditor')).stdout.trim()
    const answer = await fetch(`http://127.0.0.1:${environment['VARDE_PORT']}/api/v1/history/key/${id}`, {
      headers: { authorization: `Bearer ${auditor}` },
    })
    const { items } = (await answer.json()) as { items: { act: string; actor_kind: string }[] }
    expect(items.map(({ act, actor_kind }) => [act, actor_kind])).toEqual([
      ['key.rotated', 'command'],
      ['key.made', 'command'],
    ])
  })

  it('refuse what is no key, sensor, network or number, with the mend', async () => {
    const refusals = [
      await here('keys', 'revoke', 'board'),
      await here('keys', 'rotate', '00000000-0000-7000-8000-000000000000'),
      await here('keys', 'create', '--name', 'x', '--scope', 'analyst', '--network', '192.0.2.1/24'),
      await here('sensors', 'rotate', 'granvag-2'),
      await here('sensors', 'rotate', 'granvag-1', '--overlap-hours', 'some'),
    ]
    expect(refusals.map(({ code, stdout }) => [code, stdout])).toEqual(refusals.map(() => [2, '']))
    expect(refusals.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('"board" is no id'),
      expect.stringContaining('No key has the id'),
      expect.stringContaining('Write 192.0.2.0/24'),
      expect.stringContaining('No live sensor has the name "granvag-2"'),
      expect.stringContaining('is not a whole number of hours'),
    ])
  })

  it('import indicators from several files', async () => {
    const paths = [await file('a.csv', indicators), await file('b.csv', indicators.replace('.66', '.67'))]
    const ran = await here('indicators', 'import', ...paths, '--json')
    expect([ran.code, JSON.parse(ran.stdout)]).toMatchObject([0, { rows: 2, created: 2, applied: true, errors: [] }])
  })

  it('ask the doctor, who asks the server for what only one process opens', async () => {
    const { stdout, code } = await run('doctor')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ok {5}port: \d+ on 127\.0\.0\.1 is held by the running server/m)
    expect(stdout).toMatch(/^ok {5}PostgreSQL: .*run by the server/m)
    expect(stdout).toMatch(/^ok {5}ClickHouse: embedded, run by the server, which says that it is well/m)
    const elsewhere = await runVarde(['doctor'], { ...environment, VARDE_PORT: String(await freePort()) })
    expect([elsewhere.code, elsewhere.stdout]).toEqual([
      0,
      expect.stringMatching(/^warn {3}ClickHouse: .*same VARDE_HOST/m),
    ])
    const foreign = await runVarde(['doctor'], { ...environment, VARDE_DATA: join(folder.path, 'foreign') })
    expect([foreign.code, foreign.stdout]).toEqual([1, expect.stringMatching(/^FAULT {2}port: .*another data folder/m)])
  })

  it('import what is known of vulnerabilities, and end with 2 where a file is not taken in', async () => {
    const entry = { cveID: 'CVE-2026-10001', dateAdded: '2026-01-05', vendorProject: 'Fabrikk', product: 'Portal' }
    const kev = await file('kev.json', JSON.stringify({ title: 'CISA', vulnerabilities: [entry, {}] }))
    const ran = await here('feeds', 'import', 'kev', kev)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toMatch(/2 records: 1 new, 0 changed, 0 unchanged, 0 taken back, 1 not used\.\n/)
    const csaf = await file('csaf.json', JSON.stringify(csafDocument()))
    const broken = await file('broken.json', '{"document": ')
    const cut = await file('cut.json.gz', gzipSync(JSON.stringify(csafDocument())).subarray(0, 300))
    const both = await here('feeds', 'import', 'csaf', csaf, broken, cut, '--json')
    const { files } = JSON.parse(both.stdout)
    // A document each, and one reading: what of it is not used bears the name of its file.
    expect(files).toMatchObject([
      { file: `${csaf} and 2 more`, outcome: 'done', counts: { read: 3, added: 1, unused: 2 } },
    ])
    const key = (await here('keys', 'create', '--name', 'feeds', '--scope', 'analyst')).stdout.trim()
    const asked = (path: string) =>
      fetch(`http://127.0.0.1:${environment['VARDE_PORT']}/api/v1/feeds/runs${path}`, {
        headers: { authorization: `Bearer ${key}` },
      }).then((answer) => answer.json())
    expect(await asked('?source=csaf')).toMatchObject({ items: [{ name: 'csaf.json (+2)' }] })
    expect(await asked(`/${files[0].run}/unused`)).toMatchObject({
      items: [{ record: 'broken.json' }, { record: 'cut.json.gz' }],
    })
    const empty = await here('feeds', 'import', 'kev', await file('list.json', '[]'))
    expect([empty.code, empty.stdout]).toEqual([2, expect.stringContaining('not taken in. It holds no records.')])
  })

  it('import what members run, and what scans saw, with each record that was not used', async () => {
    const machines = await file('machines.csv', 'vendor,product,version\nFabrikk,Portal,1.0\n,,\nFabrikk,,2\n')
    const dry = await here('inventory', 'import', machines, '--member', one, '--dry-run')
    // A record with a fault may be what seems to be gone.
    expect(dry.code).toBe(2)
    expect(dry.stdout).toContain(
      '1 new, 0 changed, 0 unchanged, 0 removed, 1 not used. A dry run: nothing was written.',
    )
    const ran = await here('inventory', 'import', machines, '--member', one)
    expect(ran.stdout).toMatch(/machines\.csv: row 4, .*: .+\n/)
    expect(ran.stdout).toContain('1 new')
    const host = 'https://web.granvag.example'
    const scan = await file('scan.json', JSON.stringify({ 'template-id': 'CVE-2026-10001', info: { name: 'X' }, host }))
    const seen = await here('exposure', 'import', scan)
    expect(seen).toMatchObject({ code: 0, stderr: '' })
    expect(seen.stdout).toContain(
      '1 records: 0 products and 1 vulnerabilities at 1 members, 0 not found again, 0 not used.',
    )
  })

  it('say each error with row, column, value and mend, and end with 2', async () => {
    const ran = await here('members', 'import', await file('wrong.csv', members('10.1.2.3/8 tull')))
    expect(ran.code).toBe(2)
    expect(ran.stdout).toContain('row 2, networks "10.1.2.3/8": has bits set behind its prefix. Write 10.0.0.0/8')
    expect(ran.stdout).toContain('row 2, networks "tull": is no network')
    expect(ran.stdout).toContain('2 errors in 1 rows; nothing was written')
  })

  it('end with 2 on bad usage and input, in one line that says the mend', async () => {
    const missing = await here('members', 'import', join(folder.path, 'nix.csv'))
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toMatch(/^varde: The file .*nix\.csv is not there\. .*\n$/)
    expect((await run('sensors', 'enrol', '--member', one)).code).toBe(2)
    const unknown = await here('sensors', 'enrol', '--member', orgnr(9), '--name', 'x', '--json')
    expect([unknown.code, JSON.parse(unknown.stdout)]).toEqual([2, { error: expect.stringContaining(orgnr(9)) }])
    const json = await here('indicators', 'import', await file('bundle.json', '{"type":"bundle"}'))
    expect([json.code, json.stdout]).toEqual([2, expect.stringContaining('Only CSV is read so far')])
  })
})

describe('commands, after the server has stopped', () => {
  it('find everything there', async () => {
    const path = await file('last.csv', members('10.1.0.0/16 10.2.0.0/16'))
    const ran = await run('members', 'import', path, '--json')
    expect(JSON.parse(ran.stdout)).toMatchObject({ unchanged: 1 })
  })
})
