/** What is configured, reachable, migrated and writable, and what to mend. Every check runs, whatever the others say. */
import { type Logger, openDns, openLog } from '../platform/index.ts'
import { type Check, unchecked } from './check.ts'
import { checkDisk, checkFolder, checkPortUnlessBad, checkSpool } from './machine.ts'
import { checkMail } from './mail.ts'
import { checkMailbox, checkMailDomain, checkMailPort, checkOurKey } from './mail-in.ts'
import { checkPublicUrl, checkSettings } from './settings.ts'
import { checkClickhouse, checkPostgres } from './stores.ts'

export { type Check, lineOf } from './check.ts'

/** @returns what was found, in the order to read it, and whether a setting is wrong in itself */
export async function examine(
  environment: Record<string, string | undefined>,
  log: Logger = openLog('silent'),
): Promise<{ checks: Check[]; badSetting: boolean }> {
  const { config, bad, checks: settings } = checkSettings(environment)
  const unless = (setting: string, name: string, check: () => Promise<Check[]>): Promise<Check[]> =>
    bad.has(setting) ? Promise.resolve([unchecked(name, `${setting} is not valid`)]) : check()

  const folder = await checkFolder(config)
  const port = await checkPortUnlessBad(config, bad, folder.heldBy)
  const rest = await Promise.all([
    unless('VARDE_POSTGRES_URL', 'PostgreSQL', () => checkPostgres(config, folder, log)),
    unless('VARDE_CLICKHOUSE_URL', 'ClickHouse', () => checkClickhouse(config, folder, port.server)),
    unless('VARDE_SMTP_URL', 'mail', async () => [await checkMail(config)]),
    unless('VARDE_MAIL_IN_PORT', 'mail in', () => checkMailPort(config, port.server !== null)),
    unless('VARDE_IMAP_URL', 'mailbox', () => checkMailbox(config)),
    unless('VARDE_MAIL_FROM', 'mail domain', () => checkMailDomain(config, openDns(config.dnsServers))),
    unless('VARDE_SECRETS', 'OpenPGP key', () => checkOurKey(config, new Date())),
    unless('VARDE_PUBLIC_URL', 'public address', async () => [checkPublicUrl(config)]),
  ])
  const checks = [
    ...settings,
    folder.check,
    await checkDisk(config),
    await checkSpool(config, folder.usable),
    port.check,
    ...rest.flat(),
  ]
  return { checks, badSetting: bad.size > 0 }
}
