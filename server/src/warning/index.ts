/** From what was seen to what was answered: detections, triage, warnings, delivery, responses, the chase. */
export type { AdvisoryLetter, FindAdvisory } from './advised/advisory-letter.ts'
export { letterOfPublished } from './advised/letter-of-published.ts'
export { dropMailsTo } from './delivery/address-gone.store.ts'
export { mailFetchWatch } from './delivery/mail-fetch.job.ts'
export {
  eraseWarningsOf,
  exportAttachments,
  exportChoices,
  exportDetections,
  exportSuppressions,
  exportWarnings,
  exportWebhooks,
} from './member-data.store.ts'
export { addWarningRoutes, openWarning, warningTasks, warningTimed } from './open-warning.ts'
export type { Warning } from './part.ts'
export { warningRemovers } from './warning-retention.store.ts'
