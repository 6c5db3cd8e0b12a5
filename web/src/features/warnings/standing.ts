/** How a warning stands, as one word for the board: total over state, answer and deadline. Pure. */
import type { Board, Warning } from '../../api/types.ts'
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
  cancelled: 'none',
}

type Facts = Pick<Warning, 'state' | 'answer' | 'due_at'>

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
    case 'answered':
    case 'draft':
    case 'sending':
    case 'cancelled':
      return warning.state
  }
}

export type BoardPart = 'need_help' | 'undelivered' | 'overdue' | 'silent' | 'acknowledged' | 'answered'

const partOf: Record<Standing, BoardPart | null> = {
  need_help: 'need_help',
  undelivered: 'undelivered',
  overdue: 'overdue',
  silent: 'silent',
  sending: 'silent',
  acknowledged: 'acknowledged',
  answered: 'answered',
  draft: null,
  cancelled: null,
}

type Sums = Record<BoardPart, number>

/**
 * How the sent warnings stand, as parts that add up. Counted from the rows where the board holds them all; else worked out
 * from the totals, which overlap (an answer is also an acknowledgement) and so are only close.
 */
export function boardParts(totals: Board['totals'], rows: readonly Facts[], now: number): Sums {
  return rows.length >= totals.sent ? countedParts(rows, now) : partsOfTotals(totals)
}

function countedParts(rows: readonly Facts[], now: number): Sums {
  const sums: Sums = { need_help: 0, undelivered: 0, overdue: 0, silent: 0, acknowledged: 0, answered: 0 }
  for (const row of rows) {
    const part = partOf[standing(row, now)]
    if (part) sums[part] += 1
  }
  return sums
}

function partsOfTotals(totals: Board['totals']): Sums {
  const answered = Math.max(0, totals.answered - totals.need_help)
  const open = Math.max(0, totals.sent - totals.answered)
  const undelivered = Math.min(totals.bounced, open)
  const overdue = Math.min(totals.overdue, open - undelivered)
  const acknowledged = Math.min(Math.max(0, totals.acknowledged - totals.answered), open - undelivered - overdue)
  return {
    need_help: totals.need_help,
    undelivered,
    overdue,
    silent: open - undelivered - overdue - acknowledged,
    acknowledged,
    answered,
  }
}
