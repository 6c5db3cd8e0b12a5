/** Both stores with a spool and a loader, without the rest of the program: what a sensor sends becomes findings. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import {
  migrateClickhouse,
  newId,
  openChannels,
  openClickhouse,
  openLive,
  openLog,
  openMailer,
  type Platform,
} from '../../src/platform/index.ts'
import type { Finding } from '../../src/sensing/index.ts'
import { loadGroup } from '../../src/sensing/load/load.ts'
import { openReference, referenceChannel } from '../../src/sensing/load/reference.ts'
import { receiveBody } from '../../src/sensing/receive/receive.ts'
import { type Group, openSpool, type SpoolLimits, spoolLimits } from '../../src/sensing/receive/spool.ts'
import { createTelemetryMetrics } from '../../src/sensing/telemetry.metrics.ts'
import { openTestPostgres } from './database.ts'
import { eve } from './eve.ts'

export type TestTelemetry = Awaited<ReturnType<typeof openTestTelemetry>>

/** @param environment e.g. a ClickHouse server to use instead of the embedded engine */
export async function openTestTelemetry(limits: Partial<SpoolLimits> = {}, environment: Record<string, string> = {}) {
  const data = await mkdtemp(join(tmpdir(), 'varde-telemetry-'))
  const config = readConfig({ VARDE_DATA: data, VARDE_LOG_LEVEL: 'silent', ...environment })
  const log = openLog('silent')
  const postgres = await openTestPostgres()
  const clickhouse = openClickhouse(config)
  await migrateClickhouse(clickhouse)
  const channels = await openChannels(postgres.url, ['varde_live', referenceChannel], log)
  const live = openLive(channels)
  const mailer = openMailer(null, config.mailFrom)
  let now: Date | null = null
  const platform: Platform = {
    config,
    log,
    clock: () => now ?? new Date(),
    postgres,
    clickhouse,
    channels,
    live,
    mailer,
  }
  const spool = await openSpool(join(data, 'spool'), { ...spoolLimits, ...limits }, true)
  const reference = openReference(platform)
  const recorded: Finding[][] = []
  const parts = {
    platform,
    spool,
    reference,
    metrics: createTelemetryMetrics(async () => ({ segments: 0, bytes: 0 })),
    recordFindings: async (_trx: unknown, findings: Finding[]) => {
      recorded.push(findings)
    },
  }
  const telemetry = {
    platform,
    data,
    parts,
    spool,
    reference,
    /** What was recorded, one entry per load that found something. */
    recorded,
    setNow: (date: Date | null) => {
      now = date
    },

    async member(orgnr: string, networks: string[] = []): Promise<void> {
      await postgres.pool.query('insert into member (orgnr, name, kind) values ($1, $2, $3)', [
        orgnr,
        `Org ${orgnr}`,
        'test',
      ])
      for (const network of networks) {
        await postgres.pool.query('insert into member_network (network, orgnr) values ($1, $2)', [network, orgnr])
      }
    },

    async sensor(orgnr: string): Promise<string> {
      const id = newId()
      await postgres.pool.query('insert into sensor (id, orgnr, name) values ($1, $2, $3)', [id, orgnr, `sensor ${id}`])
      return id
    },

    async indicator(type: string, value: string, more: { valid_until?: Date } = {}): Promise<string> {
      const id = newId()
      await postgres.pool.query(
        // Let through, so that one in a member's own network is matched too.
        `insert into indicator (id, type, value, confidence, tlp, valid_until, let_through_reason)
        values ($1, $2, $3, 80, 'AMBER', $4, 'for a test')`,
        [id, type, value, more.valid_until ?? null],
      )
      return id
    },

    /** Puts lines into the spool as if a sensor had sent them. @returns the batch */
    async send(sensor: string, body: string | Parameters<typeof eve.ndjson>[0]): Promise<string> {
      const bytes = Buffer.from(typeof body === 'string' ? body : eve.ndjson(body))
      const given = {
        encoding: 'identity',
        limits: { sent: 1e9, decompressed: 1e9 },
        sensor,
        now: platform.clock,
      } as const
      async function* chunks() {
        yield bytes
      }
      return (await receiveBody(spool, chunks(), given)).batch
    },

    /** The group that a loader would take now. */
    async nextGroup(): Promise<Group> {
      const [sealed] = await spool.sealed()
      const group = sealed ?? (await spool.nextGroup(clickhouse.embedded ? 500 : 1, new Set()))
      if (!group) throw new Error('nothing waits')
      return group
    },

    /** Sends lines, loads them, and gives what was found. */
    async found(sensor: string, lines: Parameters<typeof eve.ndjson>[0] | string): Promise<Finding[]> {
      const before = recorded.length
      // Loading does not wait for indicators to be renewed; what is tested here is what it does with them.
      await reference.sync()
      await telemetry.send(sensor, lines)
      await loadGroup(parts, await telemetry.nextGroup())
      return recorded.slice(before).flat()
    },

    async close(): Promise<void> {
      reference.close()
      await reference.idle()
      live.close()
      await channels.close()
      mailer.close()
      await clickhouse.close()
      await postgres.close()
      await rm(data, { recursive: true, force: true })
    },
  }
  return telemetry
}
