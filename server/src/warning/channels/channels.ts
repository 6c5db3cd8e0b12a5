/** The ways beside mail, of one process: what they need. */
import { keptSecret, type Outbound } from '../../platform/index.ts'
import { type SecretBox, secretBox } from './secret-box.ts'

export type Channels = { outbound: Outbound; box: SecretBox }

export async function openChannelsBesideMail(secrets: string, outbound: Outbound): Promise<Channels> {
  return { outbound, box: secretBox(await keptSecret(secrets, 'webhooks')) }
}
