/** The warning context of one process: what others call, and the jobs and routes, which each folder says itself. */
import { type Audit, noteBy, system } from '../access/index.ts'
import { joinParts, keptSecret, type Outbound, type Platform } from '../platform/index.ts'
import { advised } from './advised/open-advised.ts'
import { answerLinks } from './answers/answer-link.ts'
import { answers } from './answers/open-answers.ts'
import { board } from './board/open-board.ts'
import { openChannelsBesideMail } from './channels/channels.ts'
import { channels } from './channels/open-channels.ts'
import { chase } from './chase/open-chase.ts'
import { correlation } from './correlation/open-correlation.ts'
import { requeueWaiting } from './delivery/delivery.store.ts'
import { incomingMail } from './delivery/incoming.ts'
import { endKeyTasks } from './delivery/mail-task.store.ts'
import { delivery } from './delivery/open-delivery.ts'
import { openOurMail } from './delivery/our-mail.ts'
import { openOf } from './detections/detection.store.ts'
import { detections } from './detections/open-detections.ts'
import { recordFindingsWith } from './findings/finding.store.ts'
import { following } from './following/open-following.ts'
import { overview } from './overview/open-overview.ts'
import type { Warning } from './part.ts'
import { policy } from './policy/open-policy.ts'
import { portal } from './portal/open-portal.ts'
import { texts } from './texts/open-texts.ts'
import { triage } from './triage/open-triage.ts'
import { warnings } from './warnings/open-warnings.ts'

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

export const {
  tasks: warningTasks,
  timed: warningTimed,
  addRoutes: addWarningRoutes,
} = joinParts([
  detections,
  triage,
  board,
  correlation,
  warnings,
  overview,
  chase,
  policy,
  texts,
  delivery,
  answers,
  portal,
  following,
  channels,
  advised,
])
