/** What happened to a warning, in the order it happened. */
import type { WarningDetail } from '@varde/contract'
import type { ChaseStep } from '../chase/chase.store.ts'
import type { DeliveryRow, ResponseRow, WarningRow } from './warning.store.ts'

const stepsOfKinds = { acknowledge: 'acknowledged', answer: 'answered', withdraw: 'answer_withdrawn' } as const

/** @param steps notes, messages, calls and relapses, as far as the reader may know of them */
export function timelineOf(
  warning: WarningRow,
  deliveries: readonly DeliveryRow[],
  responses: readonly ResponseRow[],
  steps: readonly ChaseStep[],
): WarningDetail['timeline'] {
  const all: { at: Date | null; what: string; who: string | null }[] = [
    { at: warning.created_at, what: 'created', who: null },
    { at: warning.approved_at, what: 'sending', who: warning.approved_by },
    { at: warning.reopened_at, what: 'reopened', who: null },
    ...deliveries
      .filter(({ kind, state }) => state !== 'queued' && (kind === 'warning' || state !== 'deferred'))
      .map((delivery) => ({
        at: delivery.delivered_at ?? delivery.attempted_at,
        what:
          delivery.kind === 'warning'
            ? delivery.state
            : `${delivery.kind}_${delivery.state === 'delivered' ? 'delivered' : 'failed'}`,
        who: delivery.contact_name,
      })),
    ...responses.map(({ created_at, kind, contact_name, channel }) => ({
      at: created_at,
      what: channel === 'staff' ? 'helped' : stepsOfKinds[kind],
      who: contact_name,
    })),
    ...steps,
  ]
  return all
    .flatMap(({ at, ...step }) => (at === null ? [] : [{ at: at.toISOString(), ...step }]))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
