import type { RetentionClass } from '../../api/types.ts'

/** What is kept for a time. Total: a new class without a place here does not compile. */
const known: Record<RetentionClass, true> = {
  events: true,
  rejected_lines: true,
  detections: true,
  warnings: true,
  inventory: true,
  scan_findings: true,
  sessions: true,
  refused_sign_ins: true,
  audit: true,
}
export const retentionClasses = Object.keys(known) as RetentionClass[]
