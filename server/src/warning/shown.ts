/** Rows as the contract shows them. */
import type { Detection, Wait, Warning } from '@varde/contract'
import type { DetectionRow } from './detections/detection.store.ts'
import { labelOf } from './detections/detection.ts'
import { credibilityOf } from './detections/grade.ts'
import type { WaitRow, WarningRow } from './warnings/warning.store.ts'

export function shownDetection(row: DetectionRow, hourly: number[]): Detection {
  return {
    id: row.id,
    member: row.orgnr,
    member_name: row.member_name,
    cause: {
      kind: row.cause_kind,
      key: row.cause_key,
      label: labelOf(row.indicator_type, row.cause_label),
      category: row.cause_category,
      indicator_type: row.indicator_type,
      source: row.source,
      confidence: row.confidence,
      grade: { reliability: row.reliability, credibility: credibilityOf(row.confidence) },
      tlp: row.tlp,
    },
    inner_host: row.inner_host,
    fields: row.fields,
    severity: row.severity,
    attribution: row.attribution,
    retrospective: row.retrospective,
    state: row.state,
    view: row.view,
    decided:
      row.policy_version === null || row.policy_rule === null
        ? null
        : { version: row.policy_version, rule: row.policy_rule },
    dismiss_reason: row.dismiss_reason,
    duplicate_of:
      row.duplicate_of === null || row.duplicate_of_state === null
        ? null
        : { id: row.duplicate_of, state: row.duplicate_of_state },
    accepted_at: iso(row.accepted_at),
    assigned_to:
      row.assigned_to === null || row.assigned_to_name === null
        ? null
        : { id: row.assigned_to, name: row.assigned_to_name },
    snoozed_until: iso(row.snoozed_until),
    suppression:
      row.suppressed_by === null || row.suppressed_until === null
        ? null
        : {
            id: row.suppressed_by,
            reason: row.suppressed_reason ?? '',
            until: row.suppressed_until.toISOString(),
            holds: row.state === 'queued' && row.held,
          },
    events: row.events,
    first_seen_at: row.first_seen_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    created_at: row.created_at.toISOString(),
    warning: row.warning_id,
    other_members: row.other_members,
    hourly,
  }
}

/** How many others have the same is for those who see the others; who works on it, and how sure, is the CSIRT's own matter. */
export function asMemberSees(detection: Detection): Detection {
  const cause = { ...detection.cause, grade: null }
  return {
    ...detection,
    cause,
    other_members: 0,
    accepted_at: null,
    assigned_to: null,
    snoozed_until: null,
    decided: null,
    suppression: null,
  }
}

export function shownWarning(row: WarningRow): Warning {
  return {
    id: row.id,
    number: row.number,
    member: row.orgnr,
    member_name: row.member_name,
    title: row.title,
    severity: row.severity,
    tlp: row.tlp,
    state: row.state,
    created_at: row.created_at.toISOString(),
    sent_at: iso(row.sent_at),
    opened_at: iso(row.opened_at),
    acknowledged_at: iso(row.acknowledged_at),
    answered_at: iso(row.answered_at),
    answer: row.answer,
    due_at: iso(row.due_at),
    waits: shownWait(row.waits),
    reopened: row.reopened,
    reopened_at: iso(row.reopened_at),
    reminders: row.reminders,
    detections: row.detections,
    advisory:
      row.advisory_id === null || row.advisory_version === null
        ? null
        : { id: row.advisory_id, version: row.advisory_version },
  }
}

export function shownWait(wait: WaitRow | null): Wait | null {
  return wait === null ? null : { until: new Date(wait.until).toISOString(), why: wait.why }
}

export function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}
