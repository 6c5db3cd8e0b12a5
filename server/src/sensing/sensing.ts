/** Puts receiving, loading and asking together. */
import { join } from 'node:path'
import type { Event } from '@varde/contract'
import type { Registry } from 'prom-client'
import type { Audit, Scope } from '../access/index.ts'
import { type App, type BodyLimits, openOutbound, type Platform, type Tasks } from '../platform/index.ts'
import { eventsPerHour, hourlyBySensor, lastEventAt } from './activity.store.ts'
import { addAllowRoutes } from './allow.routes.ts'
import { keepBuiltIn } from './allow.store.ts'
import { addEventRoutes } from './event.routes.ts'
import { eventsBehind } from './event.store.ts'
import { addImported } from './event-import.routes.ts'
import { type DetectionKey, hourlyByDetection } from './finding.store.ts'
import type { RecordFindings } from './finding.ts'
import { mailHeartbeatJob, mailHeartbeatTask, watchHeartbeatJob, watchHeartbeatTask } from './heartbeat.job.ts'
import { openHeartbeatSender, type Rhythm } from './heartbeat-sender.ts'
import { huntJob } from './hunt.job.ts'
import { addHuntRoutes } from './hunt.routes.ts'
import { huntTask } from './hunt.store.ts'
import { addIndicatorRoutes } from './indicator.routes.ts'
import { addActiveIndicatorRoutes } from './indicator-active.routes.ts'
import { addIndicatorFetchRoutes } from './indicator-fetch.routes.ts'
import { addIngest } from './ingest.routes.ts'
import { bodyLimits } from './ingest-gate.ts'
import { type Loader, startLoader } from './loader.ts'
import { eraseEventsJob } from './member-erasure.job.ts'
import { eraseEventsTask } from './member-erasure.store.ts'
import { activeByType } from './reference.store.ts'
import { openReference } from './reference.ts'
import { addRejectedLineRoutes } from './rejected-line.routes.ts'
import { addReportRoutes } from './report.routes.ts'
import { addSensorRoutes } from './sensor.routes.ts'
import { sensorsOf } from './sensor.store.ts'
import {
  mailAlarmJob,
  mailAlarmTask,
  mailMemberAlarmJob,
  mailMemberAlarmTask,
  watchSensorsJob,
  watchSensorsTask,
} from './sensor-alarm.job.ts'
import { addSourceRoutes } from './source.routes.ts'
import { openSpool, type Spool, type SpoolLimits, spoolLimits } from './spool.ts'
import type { SpoolFault } from './spool-fault.ts'
import { createTelemetryMetrics, type TelemetryMetrics } from './telemetry.metrics.ts'
import { mailTelemetryAlarmJob, mailTelemetryAlarmTask } from './telemetry-alarm.job.ts'
import { watchTelemetry } from './telemetry-watch.ts'

export type SensingOptions = { body?: Partial<BodyLimits>; spool?: Partial<SpoolLimits>; heartbeat?: Rhythm }

export type Sensing = {
  spoolFolder: string
  /** What keeps events from being received, null where nothing does. */
  spoolFault(): Promise<SpoolFault | null>
  addMetrics(registry: Registry): void
  sensorsOf(orgnrs: readonly string[]): Promise<Map<string, { sensors: number; silent: number }>>
  /** The newest events behind a detection. */
  eventsBehind(query: DetectionKey & { limit: number }): Promise<Event[]>
  /** Events per hour in the 24 hours up to each detection's last event, oldest first. */
  hourlyByDetection(detections: readonly (DetectionKey & { lastSeen: Date })[]): Promise<number[][]>
  /** Indicators that the engine matches against now. */
  activeIndicators(): Promise<number>
  /** When the newest lines were received. */
  lastEventAt(scope: Scope): Promise<Date | null>
  /** Lines received per hour, oldest first; hours without any are left out. */
  eventsPerHour(scope: Scope, from: Date): Promise<{ hour: Date; events: number }[]>
  /** Resolves once events are matched against what is known now; at once where this process does not load. */
  matching(): Promise<void>
  /** Begins to send the heartbeat to this process's own port, where it receives. */
  startHeartbeat(port: number): void
  /** Resolves once everything that was received is loaded; at once where this process does not load. */
  loaded(): Promise<void>
  close(): Promise<void>
}

/** What only this context needs to know of a `Sensing`. */
const inner = new WeakMap<Sensing, { spool: Spool; metrics: TelemetryMetrics; limits: BodyLimits }>()

/** Opens the spool, and loads from it where this process has the role `receive`. */
export async function openSensing(
  platform: Platform,
  recordFindings: RecordFindings,
  options: SensingOptions = {},
): Promise<Sensing> {
  const { config, postgres, clickhouse, clock, log } = platform
  const receives = config.roles.has('receive')
  const limits = { ...spoolLimits, ...options.spool }
  const spool = await openSpool(join(config.data, 'spool'), limits, receives)
  const metrics = createTelemetryMetrics(async () => ({
    segments: await spool.segmentsWaiting(),
    bytes: spool.waitingBytes(),
  }))
  if (receives) await keepBuiltIn(postgres.db)
  const reference = receives ? openReference(platform) : null
  const heartbeat = receives && config.heartbeatMinutes > 0 ? openHeartbeatSender(platform, options.heartbeat) : null
  let loader: Loader | null = null
  const watch = receives ? watchTelemetry({ postgres, clock, log, spool, reserve: limits.reserve }) : null
  if (reference) {
    // Not waited for: what was received before can be loaded once this is through, and receiving need not wait.
    reference.sync().catch((fault) => log.error({ err: fault }, 'what events are matched against could not be copied'))
    loader = startLoader({ platform, spool, reference, recordFindings, metrics })
  }

  const sensing: Sensing = {
    spoolFolder: spool.folder,
    spoolFault: () => spool.fault(),
    addMetrics: (registry) => {
      metrics.register(registry)
      heartbeat?.register(registry)
    },
    sensorsOf: (orgnrs) => sensorsOf(postgres.db, orgnrs, clock()),
    eventsBehind: (query) => eventsBehind(clickhouse, query),
    hourlyByDetection: (detections) => hourlyByDetection(clickhouse, detections),
    activeIndicators: async () => [...(await activeByType(clickhouse)).values()].reduce((sum, count) => sum + count, 0),
    lastEventAt: (scope) => lastEventAt(postgres.db, scope),
    eventsPerHour: (scope, from) => eventsPerHour(postgres.db, scope, from),
    matching: async () => reference?.sync(),
    startHeartbeat: (port) => heartbeat?.start(port),
    loaded: async () => loader?.emptied(),
    close: async () => {
      await heartbeat?.close()
      await watch?.close()
      reference?.close()
      await loader?.close()
      await reference?.idle()
    },
  }
  inner.set(sensing, { spool, metrics, limits: { ...bodyLimits, ...options.body } })
  return sensing
}

export function sensingTasks(platform: Platform, audit: Audit, { spoolFolder }: Sensing): Tasks {
  return {
    [eraseEventsTask]: eraseEventsJob(platform, audit, spoolFolder),
    [watchSensorsTask]: watchSensorsJob(platform, audit),
    [mailAlarmTask]: mailAlarmJob(platform),
    [mailTelemetryAlarmTask]: mailTelemetryAlarmJob(platform),
    [mailMemberAlarmTask]: mailMemberAlarmJob(platform),
    [watchHeartbeatTask]: watchHeartbeatJob(platform, audit),
    [mailHeartbeatTask]: mailHeartbeatJob(platform),
    [huntTask]: huntJob(platform),
  }
}

/** Where sensors send. */
export function addIngestRoutes(app: App, platform: Platform, audit: Audit, sensing: Sensing): void {
  const parts = inner.get(sensing)
  if (!parts) throw new Error('not opened by openSensing')
  addIngest(app, platform, audit, parts, (routes, gate) => {
    addImported(routes, platform, gate)
    addReportRoutes(routes, gate)
  })
}

/** Events, sensors and indicators for people and programs. */
export function addSensingRoutes(app: App, platform: Platform, _audit: Audit, _sensing: Sensing): void {
  const { postgres, clock } = platform
  addEventRoutes(app, platform)
  addHuntRoutes(app, platform)
  addRejectedLineRoutes(app, platform)
  addActiveIndicatorRoutes(app, platform)
  addSensorRoutes(app, platform, { hourly: (ids) => hourlyBySensor(postgres.db, ids, clock()) })
  addSourceRoutes(app, platform)
  addIndicatorRoutes(app, platform)
  addAllowRoutes(app, platform)
  addIndicatorFetchRoutes(app, platform, openOutbound({ allow: platform.config.fetchAllow }))
}
