import type { WarningPart } from '../part.ts'
import { addCallListRoutes } from './call-list.routes.ts'
import { chaseJob, chaseTask, chaseWatch } from './chase.job.ts'
import { addChaseRoutes } from './chase.routes.ts'
import { addDeadlineRoutes } from './deadline.routes.ts'
import { addHeardRoutes } from './heard.routes.ts'

export const chase: WarningPart = {
  tasks: ({ platform, audit }) => ({ [chaseTask]: chaseJob(platform, audit) }),
  timed: [chaseWatch],
  addRoutes: (app, { platform }) => {
    addChaseRoutes(app, platform)
    addHeardRoutes(app, platform)
    addDeadlineRoutes(app, platform)
    addCallListRoutes(app, platform)
  },
}
