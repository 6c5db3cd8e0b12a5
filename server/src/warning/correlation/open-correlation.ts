import type { WarningPart } from '../part.ts'
import { addCampaignRoutes } from './campaign.routes.ts'
import { correlateTask } from './correlate-soon.ts'
import { correlate } from './correlation.store.ts'

export const correlation: WarningPart = {
  tasks: ({ platform: { postgres, clock } }) => ({ [correlateTask]: () => correlate(postgres.db, clock()) }),
  addRoutes: (app, { platform }) => addCampaignRoutes(app, platform),
}
