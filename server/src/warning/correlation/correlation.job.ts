import type { Platform, Tasks } from '../../platform/index.ts'
import { correlateTask } from './correlate-soon.ts'
import { correlate } from './correlation.store.ts'

export function correlationTasks({ postgres, clock }: Pick<Platform, 'postgres' | 'clock'>): Tasks {
  return { [correlateTask]: () => correlate(postgres.db, clock()) }
}
