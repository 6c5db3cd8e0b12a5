/** From what was seen to what was answered: detections, triage, warnings, delivery, responses. */
export { addWarningRoutes, openWarning, type Warning, warningTasks } from './open-warning.ts'
