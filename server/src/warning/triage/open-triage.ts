import type { WarningPart } from '../part.ts'
import { addActRoutes } from './act.routes.ts'
import { addPresenceRoutes } from './presence.routes.ts'
import { suppressionJob, suppressionTask, suppressionWatch } from './suppression.job.ts'
import { addSuppressionRoutes } from './suppression.routes.ts'
import { addTriageRoutes } from './triage.routes.ts'

export const triage: WarningPart = {
  tasks: ({ platform, audit }) => ({ [suppressionTask]: suppressionJob(platform, audit) }),
  timed: [suppressionWatch],
  addRoutes: (app, { platform }) => {
    addTriageRoutes(app, platform)
    addActRoutes(app, platform)
    addSuppressionRoutes(app, platform)
    addPresenceRoutes(app, platform)
  },
}
