/** What the contexts keep, put together: for retention, and for a member's data as a whole. */
import { type Access, accessRemovers, retentionDaily, retentionJob, retentionTask } from './access/index.ts'
import type { MemberData } from './constituency/index.ts'
import type { Daily, Platform, Tasks } from './platform/index.ts'
import { eraseSensorsOf, exportEvents, exportSensors, sensingRemovers } from './sensing/index.ts'
import {
  eraseFromAdvisories,
  eraseInventoryOf,
  exportAdvisories,
  exportFollowed,
  exportInventory,
  exposureRemovers,
  inventoryRemovers,
} from './vulnerability/index.ts'
import {
  eraseWarningsOf,
  exportAttachments,
  exportChoices,
  exportDetections,
  exportSuppressions,
  exportWarnings,
  exportWebhooks,
  warningRemovers,
} from './warning/index.ts'

export const protectionDaily: readonly Daily[] = [retentionDaily]

export function protectionTasks({ postgres, clickhouse, clock, log }: Platform, { audit }: Access): Tasks {
  const { db } = postgres
  const removers = {
    ...accessRemovers(postgres, audit),
    ...sensingRemovers(clickhouse, db),
    ...inventoryRemovers(db),
    ...exposureRemovers(db),
    ...warningRemovers(db),
  }
  return { [retentionTask]: retentionJob({ db, audit, clock, log, removers }) }
}

export function memberData({ clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>): MemberData {
  return {
    exports: [
      (db, { orgnr }) => exportSensors(db, clickhouse, orgnr),
      (db, asked) => exportDetections(db, asked, clock()),
      (db, asked) => exportSuppressions(db, asked, clock()),
      exportChoices,
      exportWarnings,
      exportAttachments,
      exportWebhooks,
      exportAdvisories,
      (db, { orgnr }) => exportInventory(db, orgnr),
      exportFollowed,
      (_db, { orgnr }) => exportEvents(clickhouse, orgnr),
    ],
    erasures: [eraseSensorsOf, eraseInventoryOf, eraseWarningsOf, eraseFromAdvisories],
  }
}
