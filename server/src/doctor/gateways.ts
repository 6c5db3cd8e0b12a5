/** The gateways for SMS and voice, by their settings alone: to ask one is to send something. */
import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { type Check, ok, placeOf, warn } from './check.ts'

export function checkGateways({ gateways }: Pick<Config, 'gateways'>): Check[] {
  const checks = (['sms', 'voice'] as const).flatMap((channel) => {
    const gateway = gateways[channel]
    if (gateway === null) return []
    const name = channel === 'sms' ? 'SMS' : 'voice'
    const { protocol, hostname } = new URL(gateway.url)
    const near = hostname === 'localhost' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
    if (protocol === 'http:' && !near) {
      return warn(
        name,
        `${placeOf(gateway.url)} is called without TLS, so numbers and the key can be read on the way`,
        `Write an https address in VARDE_${channel.toUpperCase()}_URL.`,
      )
    }
    return ok(name, `goes through ${placeOf(gateway.url)}; not tried, since that would send something`)
  })
  return checks.length > 0
    ? checks
    : [ok('SMS and voice', 'no gateway is configured, so what is sent goes by mail alone')]
}
