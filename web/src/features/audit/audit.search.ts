import type { AuditEntry } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'
import { acts, objectKinds } from './acts.ts'

export const outcomes: readonly AuditEntry['outcome'][] = ['done', 'refused']
const day = /^\d{4}-\d{2}-\d{2}$/

function dayText(value: unknown): string | undefined {
  const plain = text(value, 10)
  return plain && day.test(plain) ? plain : undefined
}

/** An entry's place in the chain. */
function place(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

/** Days are the reader's own; they become instants when the server is asked. */
export function auditSearch(search: Record<string, unknown>) {
  return compact({
    act: word(search['act'], acts),
    outcome: word(search['outcome'], outcomes),
    object_kind: word(search['object_kind'], objectKinds),
    object_id: text(search['object_id'], 100),
    actor_id: text(search['actor_id'], 100),
    member: orgnr(search['member']),
    from: dayText(search['from']),
    to: dayText(search['to']),
    open: place(search['open']),
  })
}
export type AuditSearch = ReturnType<typeof auditSearch>
