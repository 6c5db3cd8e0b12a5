import type { WarningPart } from '../part.ts'
import { phoneJob } from './phone.job.ts'
import { phoneTask } from './phone.store.ts'
import { addPhoneChoiceRoutes } from './phone-choice.routes.ts'
import { stoppedJob } from './stopped.job.ts'
import { webhookJob } from './webhook.job.ts'
import { addWebhookRoutes } from './webhook.routes.ts'
import { stoppedTask, webhookTask } from './webhook-event.store.ts'

export const channels: WarningPart = {
  tasks: ({ platform, audit, warning: { channels } }) => ({
    [webhookTask]: webhookJob(platform, audit, channels.outbound, channels.box),
    [phoneTask]: phoneJob(platform),
    [stoppedTask]: stoppedJob(platform),
  }),
  addRoutes: (app, { platform, warning: { channels } }) => {
    addPhoneChoiceRoutes(app, platform.config)
    addWebhookRoutes(app, platform, channels)
  },
}
