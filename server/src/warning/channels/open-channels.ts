/** The ways beside mail, of one process: what they need, the jobs that they do. */
import type { Audit } from '../../access/index.ts'
import { keptSecret, type Outbound, type Platform, type Tasks } from '../../platform/index.ts'
import { phoneJob } from './phone.job.ts'
import { phoneTask } from './phone.store.ts'
import { type SecretBox, secretBox } from './secret-box.ts'
import { stoppedJob } from './stopped.job.ts'
import { webhookJob } from './webhook.job.ts'
import { stoppedTask, webhookTask } from './webhook-event.store.ts'

export type Channels = { outbound: Outbound; box: SecretBox }

export async function openChannelsBesideMail(secrets: string, outbound: Outbound): Promise<Channels> {
  return { outbound, box: secretBox(await keptSecret(secrets, 'webhooks')) }
}

export function channelTasks(platform: Platform, audit: Audit, { outbound, box }: Channels): Tasks {
  return {
    [webhookTask]: webhookJob(platform, audit, outbound, box),
    [phoneTask]: phoneJob(platform),
    [stoppedTask]: stoppedJob(platform),
  }
}
