/**
 * The settings, read once from the environment. A wrong or unknown `VARDE_*` value stops the start with one line that
 * names it, what is wrong and the mend.
 */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type Gateway, gatewayBody, gatewayHeader, gatewayOf } from './config-gateway.ts'
import { readDnsServers, readImapUrl } from './config-mail-in.ts'
import { type OidcProvider, readOidcProviders } from './config-oidc.ts'
import { readCertificate, readPrivateKey, type Tls, tlsOf } from './config-tls.ts'
import { readNetwork } from './platform/network.ts'

export const processRoles = ['api', 'receive', 'worker'] as const
export type ProcessRole = (typeof processRoles)[number]

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export type Config = {
  /** Folder for everything the embedded stores, the spool and the secrets keep. */
  data: string
  /** Folder of the keys that sign and encrypt; every process of an installation needs the same. */
  secrets: string
  port: number
  host: string
  /** Null: plain HTTP, e.g. behind a proxy that ends TLS. */
  tls: Tls | null
  /** CIDRs of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** CIDRs that fetching may reach although they are not public. */
  fetchAllow: readonly string[]
  /** Without a trailing slash; what links in mails and the sign-in are built on. */
  publicUrl: string
  roles: ReadonlySet<ProcessRole>
  /** Null: the embedded PostgreSQL under `data`. */
  postgresUrl: string | null
  /** Null: the embedded ClickHouse engine under `data`. */
  clickhouseUrl: string | null
  /** A cluster that the server at `clickhouseUrl` knows by this name; null: that server alone. */
  clickhouseCluster: string | null
  /** Null: nothing can be sent, and warnings say so. */
  smtpUrl: string | null
  mailFrom: string
  /** Where mail that comes back and answers are taken in over SMTP; null: nowhere. */
  mailInPort: number | null
  /** The mailbox that the same is fetched from; null: none. */
  imapUrl: string | null
  /** Name servers, `address` or `address:port`; none: those of the machine. */
  dnsServers: readonly string[]
  /** What stands first in the numbers of advisories, e.g. `NBP-varsel`. */
  advisoryPrefix: string
  /** Where members can ring; null: they are not told of any number. */
  csirtPhone: string | null
  /** Carry text messages and voice calls; null: none are sent. */
  gateways: { sms: Gateway | null; voice: Gateway | null }
  /** How often what receives sends itself a heartbeat; 0: never. */
  heartbeatMinutes: number
  /** How many days of events a new indicator looks back over; 0: none does. */
  lookBackDays: number
  /** Identity providers of organisations; none unless `VARDE_OIDC` names a file of them. */
  oidc: readonly OidcProvider[]
  logLevel: LogLevel
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Reader<T> = (value: string) => T

const readers = {
  VARDE_DATA: text,
  VARDE_SECRETS: text,
  VARDE_PORT: port,
  VARDE_HOST: host,
  VARDE_PUBLIC_URL: publicUrl,
  VARDE_TRUSTED_PROXIES: networks,
  VARDE_TLS_CERT: readCertificate,
  VARDE_TLS_KEY: readPrivateKey,
  VARDE_TLS_SENSOR_CA: readCertificate,
  VARDE_FETCH_ALLOW: networks,
  VARDE_ROLES: roleSet,
  VARDE_POSTGRES_URL: urlOf('postgres', 'postgresql'),
  VARDE_CLICKHOUSE_URL: clickhouseUrl,
  VARDE_CLICKHOUSE_CLUSTER: clusterName,
  VARDE_SMTP_URL: urlOf('smtp', 'smtps'),
  VARDE_MAIL_FROM: mailAddress,
  VARDE_MAIL_IN_PORT: port,
  VARDE_IMAP_URL: readImapUrl,
  VARDE_DNS_SERVERS: readDnsServers,
  VARDE_ADVISORY_PREFIX: advisoryPrefix,
  VARDE_CSIRT_PHONE: phone,
  VARDE_SMS_URL: urlOf('https', 'http'),
  VARDE_SMS_HEADER: gatewayHeader,
  VARDE_SMS_BODY: gatewayBody,
  VARDE_VOICE_URL: urlOf('https', 'http'),
  VARDE_VOICE_HEADER: gatewayHeader,
  VARDE_VOICE_BODY: gatewayBody,
  VARDE_HEARTBEAT_MINUTES: heartbeatMinutes,
  VARDE_LOOK_BACK_DAYS: lookBackDays,
  VARDE_OIDC: readOidcProviders,
  VARDE_LOG_LEVEL: logLevel,
} satisfies Record<string, Reader<unknown>>

type Name = keyof typeof readers

/**
 * Reads the settings from an environment.
 * @throws ConfigError with one line for the first fault
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('VARDE_') && !(name in readers)) {
      throw new ConfigError(`${name}: no such setting. ${suggestion(name)}`)
    }
  }
  const read = <N extends Name>(name: N): ReturnType<(typeof readers)[N]> | undefined => {
    const value = environment[name]
    if (value === undefined || value === '') return undefined
    try {
      return readers[name](value) as ReturnType<(typeof readers)[N]>
    } catch (fault) {
      // Values may hold passwords: only the fault is repeated, never the value.
      throw new ConfigError(`${name}: ${(fault as Error).message}`)
    }
  }
  if (read('VARDE_CLICKHOUSE_CLUSTER') !== undefined && read('VARDE_CLICKHOUSE_URL') === undefined) {
    throw new ConfigError('VARDE_CLICKHOUSE_CLUSTER: the embedded engine has no cluster. Set VARDE_CLICKHOUSE_URL too.')
  }
  const port = read('VARDE_PORT') ?? 8080
  const host = read('VARDE_HOST') ?? '127.0.0.1'
  const tls = together(() => tlsOf(read('VARDE_TLS_CERT'), read('VARDE_TLS_KEY'), read('VARDE_TLS_SENSOR_CA')))
  const local = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host
  const data = resolve(read('VARDE_DATA') ?? './var')
  return {
    data,
    secrets: resolve(read('VARDE_SECRETS') ?? data),
    port,
    host,
    publicUrl: read('VARDE_PUBLIC_URL') ?? `${tls === null ? 'http' : 'https'}://${local}:${port}`,
    tls,
    trustedProxies: read('VARDE_TRUSTED_PROXIES') ?? [],
    fetchAllow: read('VARDE_FETCH_ALLOW') ?? [],
    roles: read('VARDE_ROLES') ?? new Set(processRoles),
    postgresUrl: read('VARDE_POSTGRES_URL') ?? null,
    clickhouseUrl: read('VARDE_CLICKHOUSE_URL') ?? null,
    clickhouseCluster: read('VARDE_CLICKHOUSE_CLUSTER') ?? null,
    smtpUrl: read('VARDE_SMTP_URL') ?? null,
    mailFrom: read('VARDE_MAIL_FROM') ?? 'Varde <varde@localhost>',
    mailInPort: read('VARDE_MAIL_IN_PORT') ?? null,
    imapUrl: read('VARDE_IMAP_URL') ?? null,
    dnsServers: read('VARDE_DNS_SERVERS') ?? [],
    advisoryPrefix: read('VARDE_ADVISORY_PREFIX') ?? 'NBP-varsel',
    csirtPhone: read('VARDE_CSIRT_PHONE') ?? null,
    gateways: {
      sms: together(() => gatewayOf('SMS', read('VARDE_SMS_URL'), read('VARDE_SMS_HEADER'), read('VARDE_SMS_BODY'))),
      voice: together(() =>
        gatewayOf('VOICE', read('VARDE_VOICE_URL'), read('VARDE_VOICE_HEADER'), read('VARDE_VOICE_BODY')),
      ),
    },
    heartbeatMinutes: read('VARDE_HEARTBEAT_MINUTES') ?? 5,
    lookBackDays: read('VARDE_LOOK_BACK_DAYS') ?? 30,
    oidc: read('VARDE_OIDC') ?? [],
    logLevel: read('VARDE_LOG_LEVEL') ?? 'info',
  }
}

/** Settings that are wrong only beside others: the reader's message names the one. */
function together<T>(reader: () => T): T {
  try {
    return reader()
  } catch (fault) {
    throw fault instanceof ConfigError ? fault : new ConfigError((fault as Error).message)
  }
}

function suggestion(name: string): string {
  const near = Object.keys(readers)
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .sort((a, b) => a.distance - b.distance)[0]
  return near && near.distance <= 4
    ? `Did you mean ${near.known}?`
    : `Remove it; the settings are ${Object.keys(readers).join(', ')}.`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

function text(value: string): string {
  return value
}

function port(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new Error('is no port. Write a whole number from 1 to 65535, e.g. 8080 (0 takes a free one).')
  }
  return number
}

function host(value: string): string {
  if (isIP(value) === 0 && !/^[a-z0-9.-]+$/i.test(value)) {
    throw new Error('is no address to listen on. Write e.g. 127.0.0.1, 0.0.0.0 or ::1.')
  }
  return value
}

function publicUrl(value: string): string {
  const url = parsed(value, ['http', 'https'])
  if (url.search || url.hash) throw new Error('has a query or a fragment. Write only scheme, host and path.')
  return value.replace(/\/+$/, '')
}

function networks(value: string): readonly string[] {
  return value.split(',').map((part) => {
    const read = readNetwork(part.trim())
    if ('fault' in read) throw new Error(`"${part.trim()}" ${read.fault}`)
    return read.value
  })
}

function roleSet(value: string): ReadonlySet<ProcessRole> {
  const named = value.split(',').map((word) => word.trim())
  const wrong = named.find((word) => !(processRoles as readonly string[]).includes(word))
  if (wrong !== undefined) {
    throw new Error(`"${wrong}" is no role. Write one or more of ${processRoles.join(', ')}, split by commas.`)
  }
  return new Set(named as ProcessRole[])
}

function urlOf(...schemes: string[]): Reader<string> {
  return (value) => {
    parsed(value, schemes)
    return value
  }
}

function clickhouseUrl(value: string): string {
  const { pathname } = parsed(value, ['http', 'https'])
  if (!/^\/\w*$/.test(pathname)) {
    throw new Error('names no database. Write letters, digits and underscores, e.g. http://host:8123/varde.')
  }
  return value
}

function clusterName(value: string): string {
  if (!/^[\w-]+$/.test(value)) {
    throw new Error('is no name of a cluster. Write letters, digits, _ and -, as in the server’s remote_servers.')
  }
  return value
}

function parsed(value: string, schemes: string[]): URL {
  const example = `${schemes[0]}://host:port`
  if (!URL.canParse(value)) throw new Error(`is no URL. Write e.g. ${example}.`)
  const url = new URL(value)
  const scheme = url.protocol.slice(0, -1)
  if (!schemes.includes(scheme)) throw new Error(`starts with "${scheme}:". Write e.g. ${example}.`)
  if (!url.hostname) throw new Error(`names no host. Write e.g. ${example}.`)
  return url
}

function mailAddress(value: string): string {
  if (!/^(?:[^<>]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(value)) {
    throw new Error('is no sender. Write e.g. "Varde <varde@csirt.example>".')
  }
  return value
}

function advisoryPrefix(value: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(value)) {
    throw new Error('is no prefix. Write at most 40 letters, digits, spaces, points and dashes, e.g. NBP-varsel.')
  }
  return value
}

function phone(value: string): string {
  if (!/^\+?\d(?:[ \d]{1,18})\d$/.test(value)) {
    throw new Error('is no telephone number. Write digits and spaces, with the country first, e.g. +47 22 00 00 00.')
  }
  return value
}

function heartbeatMinutes(value: string): number {
  const minutes = Number(value)
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 60) {
    throw new Error('is no number of minutes. Write a whole number from 1 to 60, e.g. 5 (0 sends none).')
  }
  return minutes
}

function lookBackDays(value: string): number {
  const days = Number(value)
  if (!Number.isInteger(days) || days < 0 || days > 3650) {
    throw new Error('is no number of days. Write a whole number from 1 to 3650, e.g. 30 (0 looks back over none).')
  }
  return days
}

function logLevel(value: string): LogLevel {
  if (!(logLevels as readonly string[]).includes(value)) {
    throw new Error(`is no level. Write one of ${logLevels.join(', ')}.`)
  }
  return value as LogLevel
}
