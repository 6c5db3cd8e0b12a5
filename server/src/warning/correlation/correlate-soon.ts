/** Asks for the proposals to be worked out anew. */
import { addJobSoon, type Db } from '../../platform/index.ts'

export const correlateTask = 'correlate'
/** What comes in within these is looked at together. */
const waitSeconds = 10

export function correlateSoon(trx: Db): Promise<void> {
  return addJobSoon(trx, correlateTask, waitSeconds)
}
