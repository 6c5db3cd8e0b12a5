/** Forgets each day the views whose removal can no longer be undone. */
import type { Clock, Daily, Db, Task } from '../../platform/index.ts'
import { forgetViews } from './view.store.ts'

export const forgetViewsTask = 'forget_views'
export const forgetViewsDaily: Daily = { task: forgetViewsTask, at: '03:40' }

export function forgetViewsJob({ db, clock }: { db: Db; clock: Clock }): Task {
  return () => forgetViews(db, clock())
}
