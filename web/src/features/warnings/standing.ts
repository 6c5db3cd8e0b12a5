/** How a warning stands, as one word for the board: total over state, answer and deadline. Pure. */
import type { Warning } from '../../api/types.ts'
import type { Fill } from '../../components/state-mark.tsx'

export type Standing =
  | 'need_help'
  | 'undelivered'
  | 'overdue'
  | 'silent'
  | 'acknowledged'
  | 'answered'
  | 'draft'
  | 'sending'
  | 'waiting'
  | 'cancelled'

export const standingFill: Record<Standing, Fill> = {
  need_help: 'alarm',
  undelivered: 'alarm',
  overdue: 'alarm',
  silent: 'open',
  acknowledged: 'half',
  answered: 'full',
  draft: 'open',
  sending: 'half',
  waiting: 'half',
  cancelled: 'none',
}

export type Facts = Pick<Warning, 'state' | 'answer' | 'due_at' | 'waits'>

export function standing(warning: Facts, now: number): Standing {
  if (warning.answer === 'affected_need_help') return 'need_help'
  const late = warning.due_at !== null && Date.parse(warning.due_at) < now
  switch (warning.state) {
    case 'failed':
      return 'undelivered'
    case 'sent':
      return late ? 'overdue' : 'silent'
    case 'acknowledged':
      return late ? 'overdue' : 'acknowledged'
    case 'sending':
      return warning.waits === null ? 'sending' : 'waiting'
    case 'answered':
    case 'draft':
    case 'cancelled':
      return warning.state
  }
}
