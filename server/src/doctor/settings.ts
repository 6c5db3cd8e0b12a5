/** The settings, every bad one of them: a start stops at the first. */
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type Check, fault, ok, placeOf, warn } from './check.ts'

type Environment = Record<string, string | undefined>

/** @returns the settings as they would be without the bad ones, and the names of those */
export function checkSettings(environment: Environment): { config: Config; bad: Set<string>; checks: Check[] } {
  const left: Environment = { ...environment }
  const bad = new Set<string>()
  const checks: Check[] = []
  for (;;) {
    try {
      const config = readConfig(left)
      if (checks.length === 0) checks.push(ok('settings', describe(config)))
      return { config, bad, checks }
    } catch (error) {
      const [, name, what, mend] = /^(VARDE_\w*): (.+?)\. (.+)$/.exec((error as Error).message) ?? []
      if (!(error instanceof ConfigError) || name === undefined || left[name] === undefined) throw error
      checks.push(fault('settings', `${name} ${what}`, mend ?? ''))
      bad.add(name)
      delete left[name]
    }
  }
}

function describe({ data, host, port, roles, postgresUrl, clickhouseUrl, smtpUrl }: Config): string {
  const store = (name: string, url: string | null) => `${name} ${url === null ? 'embedded' : `at ${placeOf(url)}`}`
  return [
    `roles ${[...roles].join(', ')}`,
    `data in ${data}`,
    `listens on ${host} port ${port}`,
    store('PostgreSQL', postgresUrl),
    store('ClickHouse', clickhouseUrl),
    smtpUrl === null ? 'no mail server' : `mail by ${placeOf(smtpUrl)}`,
  ].join('; ')
}

/** Links in mails and the sign-in are built on the public address. */
export function checkPublicUrl({ publicUrl, smtpUrl }: Config): Check {
  const name = 'public address'
  const { hostname } = new URL(publicUrl)
  const onlyHere = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  if (onlyHere && smtpUrl !== null) {
    const mend = 'Set VARDE_PUBLIC_URL to the address that members reach, e.g. https://varde.csirt.example.'
    return warn(name, `links in mails lead to ${publicUrl}, which opens on this machine only`, mend)
  }
  return ok(name, publicUrl)
}
