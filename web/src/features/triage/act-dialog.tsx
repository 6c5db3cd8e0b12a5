import type { Detection } from '../../api/types.ts'
import type { ActWord } from './acts.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { DuplicateDialog } from './duplicate-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { SuppressDialog } from './suppress-dialog.tsx'
import type { Order } from './use-triage.ts'
import { WarnDialog } from './warn-dialog.tsx'

type ActDialogProps = {
  act: ActWord
  rows: Detection[]
  open: string | undefined
  onOrder: (order: Order) => void
  onClose: () => void
}

/** What an act must be told before it is done; those that need nothing never come here. */
export function ActDialog({ act, rows, open, onOrder, onClose }: ActDialogProps) {
  const count = rows.length
  switch (act) {
    case 'warn':
      return <WarnDialog rows={rows} onConfirm={() => onOrder({ act })} onClose={onClose} />
    case 'dismiss':
      return <DismissDialog count={count} onConfirm={(reason) => onOrder({ act, reason })} onClose={onClose} />
    case 'duplicate':
      return <DuplicateDialog rows={rows} open={open} onConfirm={(of) => onOrder({ act, of })} onClose={onClose} />
    case 'snooze':
      return <SnoozeDialog count={count} onConfirm={(until) => onOrder({ act, until })} onClose={onClose} />
    case 'assign':
      return <AssignDialog count={count} onConfirm={(to) => onOrder({ act, to })} onClose={onClose} />
    case 'suppress':
      return rows[0] ? (
        <SuppressDialog row={rows[0]} onConfirm={(what) => onOrder({ act, what })} onClose={onClose} />
      ) : null
    default:
      return null
  }
}
