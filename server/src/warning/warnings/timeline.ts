/** What happened to a warning, in the order it happened. */
import type { WarningDetail } from '@varde/contract'
import type { DeliveryRow, ResponseRow, WarningRow } from './warning.store.ts'

export function timelineOf(
  warning: WarningRow,
  deliveries: readonly DeliveryRow[],
  responses: readonly ResponseRow[],
): WarningDetail['timeline'] {
  const steps: { at: Date | null; what: string; who: string | null }[] = [
    { at: warning.created_at, what: 'created', who: null },
    { at: warning.approved_at, what: 'sending', who: warning.approved_by },
    ...deliveries
      .filter(({ state }) => state !== 'queued')
      .map((delivery) => ({
        at: delivery.delivered_at ?? delivery.attempted_at,
        what: delivery.state,
        who: delivery.contact_name,
      })),
    ...responses.map(({ created_at, kind, contact_name }) => ({
      at: created_at,
      what: kind === 'answer' ? 'answered' : 'acknowledged',
      who: contact_name,
    })),
  ]
  return steps
    .flatMap(({ at, ...step }) => (at === null ? [] : [{ at: at.toISOString(), ...step }]))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
