import type { WarningPart } from '../part.ts'
import { deliverTask } from '../warnings/dispatch.store.ts'
import { deliverJob } from './delivery.job.ts'
import { addFailureRoutes } from './failure.routes.ts'
import { keyExpiryDaily, keyExpiryJob, keyExpiryTask } from './key-expiry.job.ts'
import { mailFetchJob, mailFetchTask } from './mail-fetch.job.ts'
import { addMailTaskRoutes } from './mail-task.routes.ts'
import { addOurKeyRoutes } from './our-key.routes.ts'
import { addReplyFileRoutes } from './reply-file.routes.ts'

export const delivery: WarningPart = {
  tasks: ({ platform, warning: { links, ourMail, incoming } }) => ({
    [deliverTask]: deliverJob(platform, links, ourMail),
    [keyExpiryTask]: keyExpiryJob(platform),
    [mailFetchTask]: mailFetchJob(platform, incoming),
  }),
  timed: [keyExpiryDaily],
  addRoutes: (app, { platform, warning: { ourMail } }) => {
    addFailureRoutes(app)
    addMailTaskRoutes(app, platform)
    addReplyFileRoutes(app)
    addOurKeyRoutes(app, ourMail)
  },
}
