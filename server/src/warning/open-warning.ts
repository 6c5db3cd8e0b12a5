/** The warning context of one process: what others call, what jobs it does, what routes it has. */
import { type Audit, noteBy, system } from '../access/index.ts'
import {
  type App,
  type Db,
  keptSecret,
  type Outbound,
  type Platform,
  type TakeMail,
  type Tasks,
} from '../platform/index.ts'
import type { RecordFindings, Sensing } from '../sensing/index.ts'
import { addAdvisedRoutes } from './advised/advised.routes.ts'
import type { FindAdvisory } from './advised/advisory-letter.ts'
import { addAnswerRoutes } from './answers/answer.routes.ts'
import { type AnswerLinks, answerLinks } from './answers/answer-link.ts'
import { addFalseAlarmRoutes } from './answers/false-alarm.routes.ts'
import { addBoardRoutes } from './board/board.routes.ts'
import { type Channels, channelTasks, openChannelsBesideMail } from './channels/open-channels.ts'
import { addPhoneChoiceRoutes } from './channels/phone-choice.routes.ts'
import { addWebhookRoutes } from './channels/webhook.routes.ts'
import { addCallListRoutes } from './chase/call-list.routes.ts'
import { chaseJob, chaseTask } from './chase/chase.job.ts'
import { addChaseRoutes } from './chase/chase.routes.ts'
import { addDeadlineRoutes } from './chase/deadline.routes.ts'
import { addHeardRoutes } from './chase/heard.routes.ts'
import { addCampaignRoutes } from './correlation/campaign.routes.ts'
import { correlationTasks } from './correlation/correlation.job.ts'
import { deliverJob } from './delivery/delivery.job.ts'
import { requeueWaiting } from './delivery/delivery.store.ts'
import { addFailureRoutes } from './delivery/failure.routes.ts'
import { incomingMail } from './delivery/incoming.ts'
import { keyExpiryJob, keyExpiryTask } from './delivery/key-expiry.job.ts'
import { mailFetchJob, mailFetchTask } from './delivery/mail-fetch.job.ts'
import { addMailTaskRoutes } from './delivery/mail-task.routes.ts'
import { endKeyTasks } from './delivery/mail-task.store.ts'
import { addOurKeyRoutes } from './delivery/our-key.routes.ts'
import { type OurMail, openOurMail } from './delivery/our-mail.ts'
import { addReplyFileRoutes } from './delivery/reply-file.routes.ts'
import { addDetectionRoutes } from './detections/detection.routes.ts'
import { type Open, openOf } from './detections/detection.store.ts'
import { addGradeRoutes } from './detections/grade.routes.ts'
import { recordFindingsWith } from './findings/finding.store.ts'
import { addLiveRoutes } from './overview/live.routes.ts'
import { addOverviewRoutes } from './overview/overview.routes.ts'
import { pageJob } from './policy/page.job.ts'
import { pageTask } from './policy/page.store.ts'
import { addPolicyRoutes } from './policy/policy.routes.ts'
import { addChoiceRoutes } from './portal/choice.routes.ts'
import { addPortalRoutes } from './portal/portal.routes.ts'
import { addPortalViewRoutes } from './portal/portal-view.routes.ts'
import { addTextRoutes } from './texts/text.routes.ts'
import { addActRoutes } from './triage/act.routes.ts'
import { addPresenceRoutes } from './triage/presence.routes.ts'
import { suppressionJob, suppressionTask } from './triage/suppression.job.ts'
import { addSuppressionRoutes } from './triage/suppression.routes.ts'
import { addTriageRoutes } from './triage/triage.routes.ts'
import { deliverTask } from './warnings/dispatch.store.ts'
import { addMeasureRoutes } from './warnings/measure.routes.ts'
import { addWaitingRoutes } from './warnings/waiting.routes.ts'
import { addWarningListRoutes } from './warnings/warning.routes.ts'

export type Warning = {
  /** Called by the loader in the transaction that marks a segment loaded. */
  recordFindings: RecordFindings
  /** What is open at each of these members. */
  openOf(orgnrs: readonly string[]): Promise<Map<string, Open>>
  links: AnswerLinks
  ourMail: OurMail
  incoming: TakeMail
  channels: Channels
  /** A contact's key is another or gone: what waited for it goes out, and what was said of it is dealt with. */
  keyChanged(trx: Db, contact: string, now: Date): Promise<void>
}

export async function openWarning(platform: Platform, audit: Audit, outbound: Outbound): Promise<Warning> {
  const { config, clock, log, postgres } = platform
  const ourMail = await openOurMail(config, clock())
  return {
    recordFindings: recordFindingsWith(clock, log, noteBy(audit, system('policy'))),
    openOf: (orgnrs) => openOf(postgres.db, orgnrs),
    links: answerLinks(config.publicUrl, await keptSecret(config.secrets, 'answer-link')),
    ourMail,
    channels: await openChannelsBesideMail(config.secrets, outbound),
    incoming: incomingMail(platform, audit, ourMail, ourMail.addresses),
    async keyChanged(trx, contact, now) {
      await endKeyTasks(trx, contact, now)
      await requeueWaiting(trx, contact, now)
    },
  }
}

export function warningTasks(platform: Platform, audit: Audit, { links, ourMail, incoming, channels }: Warning): Tasks {
  return {
    [deliverTask]: deliverJob(platform, links, ourMail),
    [keyExpiryTask]: keyExpiryJob(platform),
    [mailFetchTask]: mailFetchJob(platform, incoming),
    [chaseTask]: chaseJob(platform, audit),
    [suppressionTask]: suppressionJob(platform, audit),
    [pageTask]: pageJob(platform),
    ...channelTasks(platform, audit, channels),
    ...correlationTasks(platform),
  }
}

export function addWarningRoutes(
  app: App,
  platform: Platform,
  audit: Audit,
  { links, ourMail, channels }: Warning,
  sensing: Sensing,
  /** What is published; null where nothing is. */
  findAdvisory: FindAdvisory | null = null,
): void {
  addDetectionRoutes(app, platform, sensing, links)
  addGradeRoutes(app, platform)
  addTriageRoutes(app, platform)
  addActRoutes(app, platform)
  addSuppressionRoutes(app, platform)
  addPresenceRoutes(app, platform)
  addBoardRoutes(app, platform)
  addCampaignRoutes(app, platform)
  addWarningListRoutes(app, platform, sensing, links)
  addWaitingRoutes(app, platform)
  addOverviewRoutes(app, platform, sensing)
  addChaseRoutes(app, platform)
  addHeardRoutes(app, platform)
  addDeadlineRoutes(app, platform)
  addCallListRoutes(app, platform)
  addPolicyRoutes(app, platform)
  addTextRoutes(app, platform, links)
  addMeasureRoutes(app)
  addFailureRoutes(app)
  addMailTaskRoutes(app, platform)
  addReplyFileRoutes(app)
  addOurKeyRoutes(app, ourMail)
  addLiveRoutes(app, platform)
  addAnswerRoutes(app, platform, audit, links)
  addPortalRoutes(app, platform, sensing)
  addPortalViewRoutes(app, platform, sensing)
  addChoiceRoutes(app, platform)
  addPhoneChoiceRoutes(app, platform.config)
  addWebhookRoutes(app, platform, channels)
  addFalseAlarmRoutes(app)
  if (findAdvisory !== null) addAdvisedRoutes(app, platform, findAdvisory)
}
