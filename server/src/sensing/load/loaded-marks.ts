/**
 * Forgets what marks segments loaded. A mark is needed as long as the segment's file may be there: after a crash between the mark
 * and the removal of the file, and after a loss of power, which may bring a removed file back. Where lines were unreadable it is needed
 * as long as these are kept, and goes with them by retention.
 */
import type { Platform } from '../../platform/index.ts'
import type { Spool } from '../receive/spool.ts'
import { oldestReceipt } from '../receive/spool-left.ts'
import { forgetHours, forgetMarks } from './loaded-marks.store.ts'

const everyMilliseconds = 60_000
/** Kept after they are needed: a disk has long written by then what was removed. */
export const marksKeptMilliseconds = 3_600_000
/** What is shown of hours goes back a day; an import of files may take some. */
const hoursKeptMilliseconds = 8 * 86_400_000

type Parts = Pick<Platform, 'postgres' | 'clock' | 'log'> & { spool: Pick<Spool, 'id' | 'folder'> }

/** A file that is left was received before its segments were marked: nothing is forgotten that was marked after the oldest. */
export async function forgetLoaded({ postgres: { db }, clock, spool }: Omit<Parts, 'log'>): Promise<void> {
  const now = clock().getTime()
  const oldest = (await oldestReceipt(spool.folder))?.getTime() ?? now
  await forgetMarks(db, spool.id, new Date(Math.min(oldest, now) - marksKeptMilliseconds))
  await forgetHours(db, new Date(now - hoursKeptMilliseconds))
}

export function keepForgetting(parts: Parts): { close(): Promise<void> } {
  let forgetting: Promise<void> = Promise.resolve()
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    forgetting = forgetLoaded(parts)
      .catch((fault) => parts.log.warn({ err: fault }, 'marks of what was loaded could not be forgotten'))
      .finally(() => {
        isBusy = false
      })
  }, everyMilliseconds)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await forgetting
    },
  }
}
