import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { freePort, runVarde, runVardeHere, serveVarde, temporaryFolder } from '../../test/support/varde.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
const run = (...args: string[]) => runVarde(args, environment)
const here = (...args: string[]) => runVardeHere(args, environment)
const file = async (name: string, bytes: string | Buffer) => {
  const path = join(folder.path, name)
  await writeFile(path, bytes)
  return path
}
const imported = async (...args: string[]) => {
  const ran = await run('reports', 'import', ...args, '--json')
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  return JSON.parse(ran.stdout)
}
const shadowserver = ['--kind', 'shadowserver']

const telnet = (...addresses: string[]) =>
  ['timestamp,severity,ip,protocol,port,hostname,tag,asn,geo,region,city,naics,hostname_source,sector,banner']
    .concat(addresses.map((ip) => `2026-11-20 04:12:33,medium,${ip},tcp,23,,telnet,64500,NO,,,0,,,login:`))
    .join('\n')

beforeAll(async () => {
  folder = await temporaryFolder()
  environment = { VARDE_DATA: join(folder.path, 'data'), VARDE_PORT: String(await freePort()), VARDE_LOG_LEVEL: 'warn' }
  const columns =
    'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
  const members = await file('members.csv', `${columns}\n${orgnr(1)},Granvåg,municipality,,198.51.100.0/24,,,,,\n`)
  expect((await here('members', 'import', members)).code).toBe(0)
})
afterAll(() => folder.remove())

describe('varde reports import', () => {
  it('loads by itself where no server runs, and says what each report was and what came of it', async () => {
    const plain = await file('2026-11-20-scan_telnet-example.csv', telnet('198.51.100.7', '203.0.113.7'))
    const sum = await imported(plain, ...shadowserver)
    expect(sum).toEqual({
      source: 'shadowserver',
      files: 1,
      rows: 2,
      new: 2,
      unreadable: 0,
      unattributed: 1,
      waiting: 0,
      reports: [{ file: plain, rows: 2, kind: 'scan_telnet', title: 'Accessible Telnet', known: true, broken: 0 }],
    })
    const sources = JSON.parse((await here('sources', 'list', '--json')).stdout)
    expect(sources).toMatchObject([{ name: 'shadowserver', accepted_lines: 2 }])
  })

  it('sends to the server where one runs, counts what was sent before once, and tells of kinds it does not know', async () => {
    const server = await serveVarde(environment)
    try {
      const again = await file('again.csv.gz', gzipSync(telnet('198.51.100.7', '198.51.100.8')))
      const strange = await file(
        '2026-11-20-scan_new-example.csv',
        `${telnet('198.51.100.9').replace('banner', 'odd,banner')},x`,
      )
      const ran = await run('reports', 'import', again, strange, ...shadowserver)
      expect([ran.code, ran.stderr]).toEqual([0, ''])
      expect(ran.stdout.split('\n')).toEqual([
        `${again}: Accessible Telnet, 2 rows`,
        `${strange}: Report of the kind scan_new, 1 row`,
        '3 rows received: 2 new, 1 known before, 0 unreadable.',
        expect.stringMatching(/scan_new-example\.csv is of a kind that is not known \(scan_new\): its rows were kept/),
        '',
      ])
      const log = join(folder.path, 'log.csv')
      expect((await here('audit', 'export', log)).code).toBe(0)
      expect(await readFile(log, 'utf8')).toContain('reports.imported')
    } finally {
      await server.stop()
    }
  })

  it('takes IntelMQ’s and IDEA’s events, for a source by name', async () => {
    expect((await here('sources', 'enrol', '--name', 'national')).code).toBe(0)
    const events = {
      'time.source': '2026-11-20T04:12:33+00:00',
      'source.ip': '198.51.100.9',
      'classification.type': 'spam',
    }
    const flat = await file('events.json', `${JSON.stringify(events)}\n`)
    expect(await imported(flat, '--kind', 'intelmq', '--source', 'national')).toMatchObject({
      source: 'national',
      rows: 1,
      new: 1,
      unattributed: 0,
    })
    const idea = {
      Format: 'IDEA0',
      DetectTime: '2026-11-20T10:00:07Z',
      Category: ['Malware'],
      Source: [{ IP4: ['203.0.113.5'] }],
    }
    expect(await imported(await file('idea.json', JSON.stringify([idea])), '--kind', 'idea')).toMatchObject({
      source: 'idea',
      new: 1,
      unattributed: 1,
    })
  })

  it('ends with 2 and the mend on what it cannot import, and keeps nothing of it', async () => {
    const good = await file('good.csv', telnet('198.51.100.7'))
    const cases = [
      [[join(folder.path, 'none.csv'), ...shadowserver], /is not there\. Name a report as it was downloaded\.\n$/],
      [[folder.path, ...shadowserver], /is a folder/],
      [[good, ...shadowserver, '--source', 'x'], /No live source has the name "x"\. Enrol it with/],
      [[good, '--kind', 'other'], /Allowed choices are shadowserver, intelmq, idea/],
      [[good], /required option '--kind <kind>'/],
      [[await file('a.csv', 'a,b\n1,2\n'), ...shadowserver], /a\.csv: The first line names no columns "timestamp"/],
      [
        [await file('cut.csv.gz', gzipSync(telnet('198.51.100.7')).subarray(0, 60)), ...shadowserver],
        /cut short or damaged/,
      ],
    ] as const
    for (const [args, told] of cases) {
      const ran = await run('reports', 'import', ...args)
      expect([args[0], ran.code, ran.stdout]).toEqual([args[0], 2, ''])
      expect(ran.stderr).toMatch(told)
    }
  })
})
