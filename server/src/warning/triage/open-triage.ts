import { addPresenceRoutes } from '../../access/index.ts'
import type { WarningPart } from '../part.ts'
import { addActRoutes } from './act.routes.ts'
import { addCountRoutes } from './count.routes.ts'
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
    addCountRoutes(app, platform)
    addPresenceRoutes(app, platform, {
      table: 'detection',
      path: '/api/v1/detections/:id/looking',
      action: 'detections.triage',
      tag: 'detections',
    })
  },
}
