/** What sensors see: indicators to look for, sensors that send, events that came in. */

export { sensingRemovers } from './event-retention.store.ts'
export type { Finding, RecordFindings } from './finding.ts'
export { heartbeatWatch } from './heartbeat.job.ts'
export { listHeartbeats } from './heartbeat.store.ts'
export { type Heartbeat, heartbeatLostSince, heartbeatState, worstHeartbeat } from './heartbeat.ts'
export { runHunt } from './hunt.job.ts'
export { findHunt, startHunt } from './hunt.store.ts'
export { readHunt } from './hunt.ts'
export { importKeyName, makeImportPass } from './import-pass.ts'
export { lastIndicatorAt } from './indicator.store.ts'
export { importIndicators } from './indicator-import.store.ts'
export { inUse } from './indicator-use.ts'
export { eraseSensorsOf } from './member-erasure.store.ts'
export { exportEvents, exportSensors } from './member-export.ts'
export { referenceChannel } from './reference.ts'
export { isReportSignature } from './report-signature.ts'
export {
  addIngestRoutes,
  addSensingRoutes,
  openSensing,
  type Sensing,
  type SensingOptions,
  sensingTasks,
} from './sensing.ts'
export { enrolSensor, listSensors, sensorNamed, troubledSensors } from './sensor.store.ts'
export { stateOf, troubledSince, troublesOf } from './sensor.ts'
export { sensorWatch } from './sensor-alarm.job.ts'
export { shownHealth } from './sensor-shown.ts'
export { revokeSensor, rotateToken } from './sensor-token.store.ts'
export { enrolSource, listSources, type SourceRow } from './source.store.ts'
export { spoolLimits } from './spool.ts'
export { lookAtSpool } from './spool-look.ts'
export { telemetryAlarms } from './telemetry-alarm.store.ts'
export { behindMilliseconds, fewBytes } from './telemetry-trouble.ts'
