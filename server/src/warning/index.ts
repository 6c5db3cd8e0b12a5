/** From what was seen to what was answered: detections, triage, warnings, delivery, responses, the chase. */
export type { AdvisoryLetter, FindAdvisory, FindDraft } from './advised/advisory-letter.ts'
export { letterOfPublished } from './advised/letter-of-published.ts'
export { chaseWatch } from './chase/chase.job.ts'
export { dropMailsTo } from './delivery/address-gone.store.ts'
export { keyExpiryDaily } from './delivery/key-expiry.job.ts'
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
export { addWarningRoutes, openWarning, type Warning, warningTasks } from './open-warning.ts'
export { suppressionWatch } from './triage/suppression.job.ts'
export { warningRemovers } from './warning-retention.store.ts'
