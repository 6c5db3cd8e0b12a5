import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { openImap } from '../../test/support/imap.ts'
import { type Mailbox, openMailbox } from '../../test/support/mailbox.ts'
import { openNameServer } from '../../test/support/name-server.ts'
import { keyPairOf } from '../../test/support/openpgp.ts'
import { freePort, openSilentPort, type Ran, runVarde, temporaryFolder } from '../../test/support/varde.ts'
import { readConfig } from '../config.ts'
import { openDns, openLog, openMailIn } from '../platform/index.ts'
import { type Check, lineOf } from './check.ts'
import { checkHeartbeat } from './heartbeat.ts'
import { checkMailbox, checkMailDomain, checkMailPort, checkOurKey } from './mail-in.ts'

const password = 'hemmelig-og-lang'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let mailbox: Mailbox
let well: Record<string, string>

beforeAll(async () => {
  folder = await temporaryFolder()
  mailbox = await openMailbox()
  well = {
    VARDE_DATA: join(folder.path, 'data'),
    VARDE_PORT: String(await freePort()),
    VARDE_POSTGRES_URL: await freshDatabase(),
    VARDE_SMTP_URL: mailbox.url,
    VARDE_PUBLIC_URL: 'https://varde.csirt.example',
  }
})
afterAll(async () => {
  await mailbox.close()
  await folder.remove()
})

const doctor = (environment: Record<string, string> = {}) => runVarde(['doctor'], { ...well, ...environment })
const line = ({ stdout }: Ran, name: string) =>
  stdout.split('\n').find((text) => text.slice(7).startsWith(`${name}:`)) ?? `no line on ${name} in:\n${stdout}`
/** Every check says something, whatever another one found. */
const expectAll = (ran: Ran) => {
  for (const name of ['data folder', 'disk', 'spool', 'port', 'PostgreSQL', 'ClickHouse', 'mail', 'public address']) {
    expect(line(ran, name)).toMatch(/^(ok {3}|warn {1}|FAULT) {2}/)
  }
}

describe('varde doctor', () => {
  it('finds nothing to mend where all is well', async () => {
    const ran = await doctor()
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expectAll(ran)
    expect(ran.stdout).not.toContain('FAULT')
    expect(line(ran, 'PostgreSQL')).toMatch(/^ok {5}PostgreSQL: version \d+.* at 127\.0\.0\.1:\d+\.$/)
    expect(line(ran, 'PostgreSQL migrations')).toMatch(/^ok/)
    expect(line(ran, 'ClickHouse migrations')).toMatch(/^warn.*The next start applies them/)
  })

  it('says whether what a receiving server sends itself comes back', async () => {
    expect(line(await doctor(), 'heartbeat')).toMatch(/^ok {5}heartbeat: none is sent, since no server receives now/)
    const pool = new pg.Pool({ connectionString: well['VARDE_POSTGRES_URL'] })
    const now = new Date()
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
    const told = async (fields: Record<string, unknown>) => {
      const row = { receiver: 'varde-1:8080', every_seconds: 300, seen_at: now, ...fields }
      const places = Object.keys(row).map((_, i) => `$${i + 1}`)
      await pool.query('delete from heartbeat')
      await pool.query(`insert into heartbeat (${Object.keys(row)}) values (${places})`, Object.values(row))
      return (await checkHeartbeat(pool, { heartbeatMinutes: 5 }, now)).map(lineOf)
    }
    expect(await told({ back_sent_at: ago(1), back_seconds: 0.42 })).toEqual([
      expect.stringMatching(/^ok {5}heartbeat: that of 2.*Z came back to varde-1:8080 in 0\.4 s\.$/),
    ])
    expect(await told({ waiting_since: ago(3), fault: 'spool_busy' })).toEqual([
      expect.stringMatching(/^FAULT {2}heartbeat: none has come back to varde-1:8080 since .*\(spool_busy\)/),
    ])
    expect(await told({ seen_at: ago(8) })).toEqual([
      expect.stringMatching(/^FAULT {2}heartbeat: varde-1:8080 has sent none since .*Start that server/),
    ])
    await pool.query('delete from heartbeat')
    expect((await checkHeartbeat(pool, { heartbeatMinutes: 0 }, now)).map(lineOf)).toEqual([
      expect.stringMatching(/^warn.*Set VARDE_HEARTBEAT_MINUTES/),
    ])
    await pool.end()
  })

  it('says the same as one JSON value', async () => {
    const { stdout, code } = await runVarde(['doctor', '--json'], well)
    const { ok, checks } = JSON.parse(stdout)
    expect([code, ok]).toEqual([0, true])
    expect(checks).toContainEqual({ name: 'mail', state: 'ok', what: expect.stringContaining('answers'), mend: null })
  })

  it('names a used port', async () => {
    const other = await openSilentPort()
    const ran = await doctor({ VARDE_PORT: String(other.port) })
    await other.close()
    expect(ran.code).toBe(1)
    expectAll(ran)
    expect(line(ran, 'port')).toMatch(
      new RegExp(`^FAULT {2}port: ${other.port} on 127.0.0.1 is used by another program. .*VARDE_PORT`),
    )
  })

  it('names an address that is not this machine’s', async () => {
    const ran = await doctor({ VARDE_HOST: '192.0.2.1' })
    expect(ran.code).toBe(1)
    expect(line(ran, 'port')).toMatch(/^FAULT.*192\.0\.2\.1 cannot be listened on.*VARDE_HOST/)
  })

  it('names a folder that cannot be written, whoever runs it', async () => {
    await writeFile(join(folder.path, 'file'), '')
    const ran = await doctor({ VARDE_DATA: join(folder.path, 'file/data') })
    expect(ran.code).toBe(1)
    expectAll(ran)
    expect(line(ran, 'data folder')).toMatch(/^FAULT.*file\/data is, or lies under, a file.*Name another folder/)
    expect(line(ran, 'ClickHouse')).toContain('not looked at')
    expect(line(ran, 'PostgreSQL')).toMatch(/^ok/)
  })

  it('names segments that lie aside or wait for long, and a spool that takes none', async () => {
    const data = join(folder.path, 'spooled')
    const spool = join(data, 'spool')
    for (const place of ['incoming', 'ready', 'failed/group']) await mkdir(join(spool, place), { recursive: true })
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => `0193b2c4-0000-7000-8000-00000000000${letter}`)
    const segment = `${a}.${b}.${Date.now() - 3_600_000}.${c}.1.1.ndjson`
    await writeFile(join(spool, 'ready', segment), '{}\n')
    expect(line(await doctor({ VARDE_DATA: data }), 'spool')).toMatch(/^warn.*came 60 minutes ago\. Start Varde/)
    await rename(join(spool, 'ready', segment), join(spool, 'failed/group', segment))
    expect(line(await doctor({ VARDE_DATA: data }), 'spool')).toMatch(
      /^warn.*1 segments.*spool\/failed\. The log says why/,
    )
    await rm(join(spool, 'incoming'), { recursive: true })
    await writeFile(join(spool, 'incoming'), '')
    const ran = await doctor({ VARDE_DATA: data })
    expect([ran.code, line(ran, 'spool')]).toEqual([1, expect.stringMatching(/^FAULT.*takes no segments \(ENOTDIR\)/)])
  })

  it('names every bad setting, and looks at the rest', async () => {
    const ran = await doctor({
      VARDE_PORT: 'åtti',
      VARDE_POSTGRES_URL: `mysql://varde:${password}@127.0.0.1/varde`,
      VARDE_COLOUR: 'blue',
    })
    expect(ran.code).toBe(2)
    expectAll(ran)
    expect(ran.stdout).toMatch(/^FAULT {2}settings: VARDE_PORT is no port\. Write a whole number/m)
    expect(ran.stdout).toMatch(/^FAULT {2}settings: VARDE_POSTGRES_URL starts with "mysql:"\. Write e\.g\. postgres:/m)
    expect(ran.stdout).toMatch(/^FAULT {2}settings: VARDE_COLOUR no such setting/m)
    expect(line(ran, 'PostgreSQL')).toContain('VARDE_POSTGRES_URL is not valid')
    expect(line(ran, 'mail')).toMatch(/^ok/)
    expect(ran.stdout + ran.stderr).not.toContain(password)
  })

  it('names what does not listen, and repeats no password', async () => {
    const port = await freePort()
    const at = `varde:${password}@127.0.0.1:${port}`
    const ran = await doctor({
      VARDE_POSTGRES_URL: `postgres://${at}/varde`,
      VARDE_CLICKHOUSE_URL: `http://${at}`,
      VARDE_SMTP_URL: `smtp://${at}`,
      VARDE_IMAP_URL: `imap://${at}`,
      VARDE_DNS_SERVERS: `127.0.0.1:${port}`,
    })
    expect(ran.code).toBe(1)
    expectAll(ran)
    for (const [name, setting] of [
      ['PostgreSQL', 'VARDE_POSTGRES_URL'],
      ['ClickHouse', 'VARDE_CLICKHOUSE_URL'],
      ['mail', 'VARDE_SMTP_URL'],
      ['mailbox', 'VARDE_IMAP_URL'],
    ] as const) {
      expect(line(ran, name)).toMatch(new RegExp(`^FAULT.*nothing listens at 127.0.0.1:${port}.*correct ${setting}`))
    }
    expect(ran.stdout + ran.stderr).not.toContain(password)
  })

  it('names what listens and does not answer', async () => {
    const silent = await openSilentPort()
    const ran = await doctor({
      VARDE_POSTGRES_URL: `postgres://varde:${password}@127.0.0.1:${silent.port}/varde`,
      VARDE_CLICKHOUSE_URL: `http://varde:${password}@127.0.0.1:${silent.port}`,
      VARDE_SMTP_URL: `smtp://varde:${password}@127.0.0.1:${silent.port}`,
    })
    await silent.close()
    expect(ran.code).toBe(1)
    for (const name of ['PostgreSQL', 'ClickHouse', 'mail']) expect(line(ran, name)).toMatch(/^FAULT.*does not answer/)
    expect(ran.stdout + ran.stderr).not.toContain(password)
  })

  it('tells a wrong password and a missing database apart', async () => {
    const url = new URL(well['VARDE_POSTGRES_URL'] as string)
    const missing = new URL(url)
    missing.pathname = '/not_there'
    // One after the other: two that try the same port at once each find it taken.
    const wrongRan = await doctor({ VARDE_POSTGRES_URL: Object.assign(new URL(url), { password }).href })
    const missingRan = await doctor({ VARDE_POSTGRES_URL: missing.href, VARDE_DATA: join(folder.path, 'other') })
    expect(line(wrongRan, 'PostgreSQL')).toMatch(/^FAULT.*refuses the user or the password.*VARDE_POSTGRES_URL/)
    expect(wrongRan.stdout + wrongRan.stderr).not.toContain(password)
    expect([line(missingRan, 'PostgreSQL'), missingRan.code]).toEqual([
      expect.stringMatching(/^warn.*not there yet/),
      0,
    ])
  })

  it('names a migration that was changed after it was applied', async () => {
    const url = await freshDatabase()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query("update migration set hash = 'x' where name = '0001-members.sql'")
    await client.end()
    const ran = await doctor({ VARDE_POSTGRES_URL: url })
    expect(ran.code).toBe(1)
    expect(line(ran, 'PostgreSQL migrations')).toMatch(/^FAULT.*0001-members\.sql changed after being applied/)
  })

  it('says whether mail comes in: by the port, by a mailbox, by the domain’s name, and with a key that lasts', async () => {
    const said = async (checks: Promise<Check[]>) => (await checks).map(lineOf).join('\n')
    const config = readConfig({ VARDE_MAIL_FROM: 'Varde <varsel@csirt.example>', VARDE_MAIL_IN_PORT: '0' })
    const taken = { accepts: () => true, take: async () => {} }
    const mailIn = await openMailIn({ host: '127.0.0.1', port: 0, tls: null, log: openLog('silent') }, taken)
    const open = { ...config, mailInPort: mailIn.port }
    expect(await said(checkMailPort(open, true))).toMatch(/^ok {5}mail in: 127\.0\.0\.1 port \d+ takes mail\.$/)
    const other = { ...config, mailInPort: Number(new URL(mailbox.url).port) }
    expect(await said(checkMailPort(other, true))).toMatch(/^FAULT {2}mail in: another program answers/)
    await mailIn.close()
    expect(await said(checkMailPort(open, true))).toMatch(/^FAULT {2}mail in: nothing takes mail/)
    expect(await said(checkMailPort(open, false))).toMatch(/^ok {5}mail in: .* is free/)

    const imap = await openImap()
    expect(await said(checkMailbox({ imapUrl: imap.url }))).toMatch(/^ok {5}mailbox: .* answers; 0 wait in INBOX\.$/)
    const wrong = imap.url.replace('testpass', password)
    expect(await said(checkMailbox({ imapUrl: wrong }))).toMatch(
      /^FAULT {2}mailbox: .* refuses the user or the password/,
    )
    const missing = await said(checkMailbox({ imapUrl: `${imap.url}/Borte` }))
    expect(missing).toMatch(/^FAULT {2}mailbox: .* says: /)
    expect(missing).not.toContain('testpass')
    await imap.stop()

    const names = await openNameServer({ mx: { 'csirt.example': ['mx.csirt.example'] } })
    const dns = openDns([names.address], { timeout: 500, tries: 1 })
    expect(await said(checkMailDomain(config, dns))).toBe(
      'ok     mail domain: csirt.example takes mail at mx.csirt.example.',
    )
    names.zone.mx = {}
    expect(await said(checkMailDomain(config, dns))).toMatch(/^warn {3}mail domain: csirt\.example has no MX/)
    await names.close()
    expect(await said(checkMailDomain(config, dns))).toMatch(/^warn {3}mail domain: no name server says/)
    const deaf = { ...config, mailInPort: null }
    expect(await said(checkMailDomain(deaf, dns))).toMatch(/^warn.*Set VARDE_MAIL_IN_PORT or VARDE_IMAP_URL/)

    const secrets = join(folder.path, 'secrets')
    const key = async (pair: Promise<{ privateKey: string }>) => {
      await mkdir(secrets, { recursive: true })
      await writeFile(join(secrets, 'openpgp.asc'), (await pair).privateKey)
      return said(checkOurKey({ secrets }, new Date('2026-11-24T04:00:00Z')))
    }
    const seconds = (days: number) => ({ seconds: days * 86_400 })
    expect(await said(checkOurKey({ secrets }, new Date()))).toMatch(/^ok {5}OpenPGP key: none yet/)
    expect(await key(keyPairOf('varsel@csirt.example'))).toMatch(/^ok {5}OpenPGP key: [0-9A-F]{40}, without an end/)
    expect(await key(keyPairOf('varsel@csirt.example', seconds(340)))).toMatch(/^warn.*ends on 2026-12-07/)
    expect(await key(keyPairOf('varsel@csirt.example', seconds(30)))).toMatch(/^FAULT.*ended on 2026-01-31/)
    expect(await key(Promise.resolve({ privateKey: 'tull' }))).toMatch(/^FAULT.*holds no private key/)
  })

  it('warns where no mail can leave, and where links in mails open nowhere', async () => {
    const { VARDE_SMTP_URL: _, ...silent } = well
    expect(line(await runVarde(['doctor'], silent), 'mail')).toMatch(/^warn.*Set VARDE_SMTP_URL/)
    const local = await doctor({ VARDE_PUBLIC_URL: 'http://localhost:8080' })
    expect(line(local, 'public address')).toMatch(/^warn.*Set VARDE_PUBLIC_URL/)
  })
})
