import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAuthority } from '../test/support/certificates.ts'
import { ConfigError, readConfig } from './config.ts'

describe('settings', () => {
  it('have defaults that a first start can use', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      postgresUrl: null,
      clickhouseUrl: null,
      smtpUrl: null,
      logLevel: 'info',
    })
    expect(config.data).toMatch(/\/var$/)
    expect(config.secrets).toBe(config.data)
    expect(readConfig({ VARDE_DATA: '/one', VARDE_SECRETS: '/two' })).toMatchObject({ data: '/one', secrets: '/two' })
    expect([...config.roles]).toEqual(['api', 'receive', 'worker'])
  })

  it('leave other programs’ variables alone', () => {
    expect(() => readConfig({ PATH: '/bin', HOME: '' })).not.toThrow()
  })

  it.each([
    ['VARDE_PRT', '8080', /VARDE_PRT: no such setting. Did you mean VARDE_PORT\?/],
    ['VARDE_SOMETHING_ELSE', 'x', /no such setting. Remove it; the settings are VARDE_DATA/],
    ['VARDE_PORT', 'http', /VARDE_PORT: is no port.*1 to 65535/],
    ['VARDE_PORT', '70000', /is no port/],
    ['VARDE_ROLES', 'api,web', /"web" is no role. Write one or more of api, receive, worker/],
    ['VARDE_POSTGRES_URL', 'mysql://h/db', /starts with "mysql:". Write e.g. postgres:/],
    ['VARDE_CLICKHOUSE_URL', 'nowhere', /is no URL. Write e.g. http:/],
    ['VARDE_CLICKHOUSE_URL', 'http://clickhouse:8123/a/b', /names no database. Write letters, digits and underscores/],
    ['VARDE_CLICKHOUSE_CLUSTER', "a'b", /is no name of a cluster/],
    ['VARDE_CLICKHOUSE_CLUSTER', 'main', /the embedded engine has no cluster. Set VARDE_CLICKHOUSE_URL too/],
    ['VARDE_SMTP_URL', 'http://mail', /starts with "http:". Write e.g. smtp:/],
    ['VARDE_PUBLIC_URL', 'https://varde.example/?a=1', /has a query/],
    ['VARDE_MAIL_FROM', 'varde', /is no sender/],
    ['VARDE_IMAP_URL', 'https://imap.example', /starts with "https:". Write e.g. imaps:/],
    ['VARDE_IMAP_URL', 'imaps://varde@imap.example', /names no user or no password/],
    ['VARDE_DNS_SERVERS', '192.0.2.53, ns.example', /"ns.example" is no address of a name server/],
    ['VARDE_LOOK_BACK_DAYS', '-1', /is no number of days. Write a whole number from 1 to 3650/],
    ['VARDE_HEARTBEAT_MINUTES', '2.5', /is no number of minutes. Write a whole number from 1 to 60/],
    ['VARDE_LOG_LEVEL', 'loud', /is no level. Write one of trace/],
    ['VARDE_HOST', 'a b', /is no address to listen on/],
    ['VARDE_TRUSTED_PROXIES', '10.0.0.0/8, proxy', /"proxy" is no network. Write an address and a prefix length/],
    ['VARDE_FETCH_ALLOW', '0.0.0.0/0', /is every address there is/],
    ['VARDE_TLS_CERT', '/no/such/file', /VARDE_TLS_CERT: names a file that cannot be read \(ENOENT\). Write its path/],
  ])('%s=%s stops the start in one line', (name, value, said) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(said)
  })

  describe('of TLS', () => {
    let folder: string
    const files: Record<string, string> = {}
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'varde-config-'))
      const authority = await openAuthority()
      const [own, other] = [await authority.issue('varde.example'), await authority.issue('varde.example')]
      const texts = { cert: own.cert, key: own.key, otherKey: other.key, ca: authority.cert, empty: '' }
      for (const [name, text] of Object.entries(texts)) {
        files[name] = join(folder, name)
        await writeFile(join(folder, name), text)
      }
    })
    afterAll(() => rm(folder, { recursive: true }))

    it('are read, and make the public address one of https', () => {
      const config = readConfig({ VARDE_TLS_CERT: files['cert'], VARDE_TLS_KEY: files['key'] })
      expect(config.publicUrl).toBe('https://localhost:8080')
      expect(config.tls).toEqual({
        cert: expect.stringContaining('BEGIN CERTIFICATE'),
        key: expect.stringContaining('BEGIN PRIVATE KEY'),
        sensorCa: null,
      })
    })

    it.each([
      [{ CERT: 'cert' }, /^VARDE_TLS_CERT: is set without its key. Set VARDE_TLS_KEY too.$/],
      [{ KEY: 'key' }, /^VARDE_TLS_KEY: is set without its certificate/],
      [{ SENSOR_CA: 'ca' }, /^VARDE_TLS_SENSOR_CA: is set, but TLS is not/],
      [{ CERT: 'cert', KEY: 'otherKey' }, /^VARDE_TLS_KEY: is not the key of the certificate/],
      [{ CERT: 'empty', KEY: 'key' }, /^VARDE_TLS_CERT: holds no certificate/],
      [{ CERT: 'cert', KEY: 'cert' }, /^VARDE_TLS_KEY: holds no private key that can be read/],
    ])('%j stop the start in one line', (set, said) => {
      const environment = Object.fromEntries(
        Object.entries(set).map(([name, file]) => [`VARDE_TLS_${name}`, files[file]]),
      )
      expect(() => readConfig(environment)).toThrow(ConfigError)
      expect(() => readConfig(environment)).toThrow(said)
    })
  })

  it('never repeat a value, which may hold a password', () => {
    expect(() => readConfig({ VARDE_POSTGRES_URL: 'mysql://u:hunter2@h/db' })).toThrow(/^(?!.*hunter2)/s)
  })
})
