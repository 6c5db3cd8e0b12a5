/** What sensors see: indicators to look for, sensors that send, events that came in. */

export { sensingRemovers } from './events/event-retention.store.ts'
export {
  type Banner,
  bannersIn,
  memberSensors,
  type Reported,
  reportedIn,
  type SeenIn,
  type Window,
} from './events/software-seen.store.ts'
export { listHeartbeats } from './fleet/heartbeat.store.ts'
export { type Heartbeat, heartbeatLostSince, heartbeatState, worstHeartbeat } from './fleet/heartbeat.ts'
export { enrolSensor, listSensors, liveSensor, sensorNamed, troubledSensors } from './fleet/sensor.store.ts'
export { stateOf, troubledSince, troublesOf } from './fleet/sensor.ts'
export { shownHealth } from './fleet/sensor-shown.ts'
export { revokeSensor, rotateToken } from './fleet/sensor-token.store.ts'
export { telemetryAlarms } from './fleet/telemetry-alarm.store.ts'
export { behindMilliseconds, fewBytes } from './fleet/telemetry-trouble.ts'
export { runHunt } from './hunt/hunt.job.ts'
export { startHunt } from './hunt/hunt.store.ts'
export { readHunt } from './hunt/hunt.ts'
export { findHunt } from './hunt/hunt-read.store.ts'
export { lookBack } from './hunt/look-back.job.ts'
export { allowedAmong } from './indicators/allowed-among.store.ts'
export { lastIndicatorAt } from './indicators/indicator.store.ts'
export { importIndicators } from './indicators/indicator-import.store.ts'
export { inUse } from './indicators/indicator-use.ts'
export type { Finding, FindingTrait, RecordFindings } from './load/finding.ts'
export { referenceChannel } from './load/reference.ts'
export { askAgain, findAgain } from './load/rejected-again.store.ts'
export { eraseSensorsOf } from './member-erasure.store.ts'
export { exportEvents, exportSensors } from './member-export.ts'
export { type ArrayReframer, beginsArray, createArrayReframer, leadOf } from './receive/array-reframer.ts'
export { importKeyName, makeImportPass } from './receive/import-pass.ts'
export { spoolLimits } from './receive/spool.ts'
export { lookAtSpool } from './receive/spool-look.ts'
export { isReportSignature } from './reports/report-signature.ts'
export { enrolSource, listSources, type SourceRow } from './reports/source.store.ts'
export {
  addIngestRoutes,
  addSensingRoutes,
  openSensing,
  type Sensing,
  type SensingOptions,
  sensingTasks,
  sensingTimed,
} from './sensing.ts'
