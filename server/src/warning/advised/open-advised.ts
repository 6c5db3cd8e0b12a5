import type { WarningPart } from '../part.ts'
import { addAdvisedRoutes } from './advised.routes.ts'
import {
  authorMailJob,
  authorMailTask,
  remindAuthorsJob,
  remindAuthorsTask,
  remindAuthorsWatch,
} from './author-reminder.job.ts'
import { addPreviewRoutes } from './preview.routes.ts'

export const advised: WarningPart = {
  tasks: ({ platform, audit }) => ({
    [remindAuthorsTask]: remindAuthorsJob(platform, audit),
    [authorMailTask]: authorMailJob(platform),
  }),
  timed: [remindAuthorsWatch],
  addRoutes: (app, { platform, warning, findAdvisory, findDraft }) => {
    if (findAdvisory !== null) addAdvisedRoutes(app, platform, findAdvisory)
    if (findDraft !== null) addPreviewRoutes(app, platform, warning, findDraft)
  },
}
