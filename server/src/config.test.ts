import { describe, expect, it } from 'vitest'
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
    ['VARDE_SMTP_URL', 'http://mail', /starts with "http:". Write e.g. smtp:/],
    ['VARDE_PUBLIC_URL', 'https://varde.example/?a=1', /has a query/],
    ['VARDE_MAIL_FROM', 'varde', /is no sender/],
    ['VARDE_LOG_LEVEL', 'loud', /is no level. Write one of trace/],
    ['VARDE_HOST', 'a b', /is no address to listen on/],
  ])('%s=%s stops the start in one line', (name, value, said) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(said)
  })

  it('never repeat a value, which may hold a password', () => {
    expect(() => readConfig({ VARDE_POSTGRES_URL: 'mysql://u:hunter2@h/db' })).toThrow(/^(?!.*hunter2)/s)
  })
})
