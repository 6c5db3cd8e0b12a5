import type { WarningPart } from '../part.ts'
import { pageJob } from './page.job.ts'
import { pageTask } from './page.store.ts'
import { addPolicyRoutes } from './policy.routes.ts'

export const policy: WarningPart = {
  tasks: ({ platform }) => ({ [pageTask]: pageJob(platform) }),
  addRoutes: (app, { platform }) => addPolicyRoutes(app, platform),
}
