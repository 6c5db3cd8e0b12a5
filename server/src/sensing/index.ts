/** What sensors see: indicators to look for, sensors that send, events that came in. */

export type { Finding, RecordFindings } from './finding.ts'
export { importIndicators, lastIndicatorAt } from './indicator.store.ts'
export { referenceChannel } from './reference.ts'
export { addIngestRoutes, addSensingRoutes, openSensing, type Sensing, type SensingOptions } from './sensing.ts'
export { enrolSensor, silentSensors } from './sensor.store.ts'
