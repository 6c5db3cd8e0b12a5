/** Puts receiving, loading and asking together. */
import { join } from 'node:path'
import type { Event } from '@varde/contract'
import type { Registry } from 'prom-client'
import type { Audit, Scope } from '../access/index.ts'
import { type App, type BodyLimits, openOutbound, type Platform, type Tasks } from '../platform/index.ts'
import { eventsPerHour, hourlyBySensor, lastEventAt } from './activity.store.ts'
import { addEventRoutes } from './events/event.routes.ts'
import { type Behind, eventsBehind } from './events/events-behind.store.ts'
import {
  heartbeatWatch,
  mailHeartbeatJob,
  mailHeartbeatTask,
  watchHeartbeatJob,
  watchHeartbeatTask,
} from './fleet/heartbeat.job.ts'
import { openHeartbeatSender, type Rhythm } from './fleet/heartbeat-sender.ts'
import { addSensorRoutes } from './fleet/sensor.routes.ts'
import { sensorsOf } from './fleet/sensor.store.ts'
import {
  mailAlarmJob,
  mailAlarmTask,
  mailMemberAlarmJob,
  mailMemberAlarmTask,
  sensorWatch,
  watchSensorsJob,
  watchSensorsTask,
} from './fleet/sensor-alarm.job.ts'
import { mailTelemetryAlarmJob, mailTelemetryAlarmTask } from './fleet/telemetry-alarm.job.ts'
import { watchTelemetry } from './fleet/telemetry-watch.ts'
import { huntJob } from './hunt/hunt.job.ts'
import { addHuntRoutes } from './hunt/hunt.routes.ts'
import { huntTask } from './hunt/hunt.store.ts'
import { lookBackJob, lookBackWatch } from './hunt/look-back.job.ts'
import { addLookBackRoutes } from './hunt/look-back.routes.ts'
import { lookBackTask } from './hunt/look-back.store.ts'
import { addAllowRoutes } from './indicators/allow.routes.ts'
import { keepBuiltIn } from './indicators/allow.store.ts'
import { addIndicatorRoutes } from './indicators/indicator.routes.ts'
import { addActiveIndicatorRoutes } from './indicators/indicator-active.routes.ts'
import { addIndicatorFetchRoutes } from './indicators/indicator-fetch.routes.ts'
import { type DetectionKey, hourlyByDetection } from './load/finding.store.ts'
import type { RecordFindings } from './load/finding.ts'
import { keepForgetting } from './load/loaded-marks.ts'
import { type Loader, startLoader } from './load/loader.ts'
import { activeByType } from './load/reference.store.ts'
import { openReference } from './load/reference.ts'
import { loadAgainJob, loadAgainWatch } from './load/rejected-again.job.ts'
import { loadAgainTask } from './load/rejected-again.store.ts'
import { addRejectedLineRoutes } from './load/rejected-line.routes.ts'
import { eraseEventsJob } from './member-erasure.job.ts'
import { eraseEventsTask } from './member-erasure.store.ts'
import { addImported } from './receive/event-import.routes.ts'
import { addIngest } from './receive/ingest.routes.ts'
import { bodyLimits } from './receive/ingest-gate.ts'
import { openSpool, type Spool, type SpoolLimits, spoolLimits } from './receive/spool.ts'
import type { SpoolFault } from './receive/spool-fault.ts'
import { addReportRoutes } from './reports/report.routes.ts'
import { addSourceRoutes } from './reports/source.routes.ts'
import { createTelemetryMetrics, type TelemetryMetrics } from './telemetry.metrics.ts'

export type SensingOptions = { body?: Partial<BodyLimits>; spool?: Partial<SpoolLimits>; heartbeat?: Rhythm }

export type Sensing = {
  spoolFolder: string
  /** What keeps events from being received, null where nothing does. */
  spoolFault(): Promise<SpoolFault | null>
  addMetrics(registry: Registry): void
  sensorsOf(orgnrs: readonly string[]): Promise<Map<string, { sensors: number; silent: number }>>
  /** The newest events behind a detection. */
  eventsBehind(query: Behind): Promise<Event[]>
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
  /** Sends the heartbeat to this process's own port until it is closed, where it receives. */
  startHeartbeat(port: number): { close(): Promise<void> }
  /** Resolves once everything that was received is loaded; at once where this process does not load. */
  loaded(): Promise<void>
  close(): Promise<void>
}

/** What only this context needs to know of a `Sensing`. */
type Inner = { spool: Spool; metrics: TelemetryMetrics; limits: BodyLimits; recordFindings: RecordFindings }
const inner = new WeakMap<Sensing, Inner>()

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
  const forgetting = receives ? keepForgetting({ postgres, clock, log, spool }) : null
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
    startHeartbeat: (port) => heartbeat?.start(port) ?? { close: async () => {} },
    loaded: async () => loader?.emptied(),
    close: async () => {
      await watch?.close()
      await forgetting?.close()
      reference?.close()
      await loader?.close()
      await reference?.idle()
    },
  }
  inner.set(sensing, { spool, metrics, limits: { ...bodyLimits, ...options.body }, recordFindings })
  return sensing
}

function innerOf(sensing: Sensing): Inner {
  const parts = inner.get(sensing)
  if (!parts) throw new Error('not opened by openSensing')
  return parts
}

export function sensingTasks(platform: Platform, audit: Audit, sensing: Sensing): Tasks {
  const { recordFindings } = innerOf(sensing)
  return {
    [eraseEventsTask]: eraseEventsJob(platform, audit, sensing.spoolFolder),
    [watchSensorsTask]: watchSensorsJob(platform, audit),
    [mailAlarmTask]: mailAlarmJob(platform),
    [mailTelemetryAlarmTask]: mailTelemetryAlarmJob(platform),
    [mailMemberAlarmTask]: mailMemberAlarmJob(platform),
    [watchHeartbeatTask]: watchHeartbeatJob(platform, audit),
    [mailHeartbeatTask]: mailHeartbeatJob(platform),
    [huntTask]: huntJob(platform),
    [lookBackTask]: lookBackJob({ ...platform, recordFindings }),
    [loadAgainTask]: loadAgainJob({ ...platform, recordFindings }),
  }
}

export const sensingTimed = [sensorWatch, heartbeatWatch, lookBackWatch, loadAgainWatch]

/** Where sensors send. */
export function addIngestRoutes(app: App, platform: Platform, audit: Audit, sensing: Sensing): void {
  addIngest(app, platform, audit, innerOf(sensing), (routes, gate) => {
    addImported(routes, platform, gate)
    addReportRoutes(routes, gate)
  })
}

/** Events, sensors and indicators for people and programs. */
export function addSensingRoutes(app: App, platform: Platform, _audit: Audit, _sensing: Sensing): void {
  const { postgres, clock } = platform
  addEventRoutes(app, platform)
  addHuntRoutes(app, platform)
  addLookBackRoutes(app, platform)
  addRejectedLineRoutes(app, platform)
  addActiveIndicatorRoutes(app, platform)
  addSensorRoutes(app, platform, { hourly: (ids) => hourlyBySensor(postgres.db, ids, clock()) })
  addSourceRoutes(app, platform)
  addIndicatorRoutes(app, platform)
  addAllowRoutes(app, platform)
  addIndicatorFetchRoutes(app, platform, openOutbound({ allow: platform.config.fetchAllow }))
}
