/** The warning context of one process: what others call, what jobs it does, what routes it has. */
import { type Audit, noteBy, system } from '../access/index.ts'
import { type App, keptSecret, type Platform, type Tasks } from '../platform/index.ts'
import type { RecordFindings, Sensing } from '../sensing/index.ts'
import { addAnswerRoutes } from './answers/answer.routes.ts'
import { type AnswerLinks, answerLinks } from './answers/answer-link.ts'
import { addBoardRoutes } from './board/board.routes.ts'
import { addCallListRoutes } from './chase/call-list.routes.ts'
import { chaseJob, chaseTask } from './chase/chase.job.ts'
import { addChaseRoutes } from './chase/chase.routes.ts'
import { addCampaignRoutes } from './correlation/campaign.routes.ts'
import { correlationTasks } from './correlation/correlation.job.ts'
import { deliverJob } from './delivery/delivery.job.ts'
import { addFailureRoutes } from './delivery/failure.routes.ts'
import { addDetectionRoutes } from './detections/detection.routes.ts'
import { type Open, openOf } from './detections/detection.store.ts'
import { recordFindingsWith } from './findings/finding.store.ts'
import { addLiveRoutes } from './overview/live.routes.ts'
import { addOverviewRoutes } from './overview/overview.routes.ts'
import { pageJob } from './policy/page.job.ts'
import { pageTask } from './policy/page.store.ts'
import { addPolicyRoutes } from './policy/policy.routes.ts'
import { addTextRoutes } from './texts/text.routes.ts'
import { addActRoutes } from './triage/act.routes.ts'
import { addTriageRoutes } from './triage/triage.routes.ts'
import { deliverTask } from './warnings/dispatch.store.ts'
import { addMeasureRoutes } from './warnings/measure.routes.ts'
import { addWarningListRoutes } from './warnings/warning.routes.ts'

export type Warning = {
  /** Called by the loader in the transaction that marks a segment loaded. */
  recordFindings: RecordFindings
  /** What is open at each of these members. */
  openOf(orgnrs: readonly string[]): Promise<Map<string, Open>>
  links: AnswerLinks
}

export async function openWarning({ config, clock, log, postgres }: Platform, audit: Audit): Promise<Warning> {
  return {
    recordFindings: recordFindingsWith(clock, log, noteBy(audit, system('policy'))),
    openOf: (orgnrs) => openOf(postgres.db, orgnrs),
    links: answerLinks(config.publicUrl, await keptSecret(config.secrets, 'answer-link')),
  }
}

export function warningTasks(platform: Platform, audit: Audit, { links }: Warning): Tasks {
  return {
    [deliverTask]: deliverJob(platform, links),
    [chaseTask]: chaseJob(platform, audit),
    [pageTask]: pageJob(platform),
    ...correlationTasks(platform),
  }
}

export function addWarningRoutes(
  app: App,
  platform: Platform,
  audit: Audit,
  { links }: Warning,
  sensing: Sensing,
): void {
  addDetectionRoutes(app, platform, sensing, links)
  addTriageRoutes(app, platform)
  addActRoutes(app, platform)
  addBoardRoutes(app, platform)
  addCampaignRoutes(app, platform)
  addWarningListRoutes(app, platform, sensing, links)
  addOverviewRoutes(app, platform, sensing)
  addChaseRoutes(app, platform)
  addCallListRoutes(app, platform)
  addPolicyRoutes(app, platform)
  addTextRoutes(app, platform, links)
  addMeasureRoutes(app)
  addFailureRoutes(app)
  addLiveRoutes(app, platform)
  addAnswerRoutes(app, platform, audit, links)
}
