/** The constituency context of one process. */
import type { Audit } from '../access/index.ts'
import { type Dns, joinParts, type Outbound, type Part, type Platform } from '../platform/index.ts'
import { addClaimRoutes } from './claim.routes.ts'
import { claimMailJob, claimMailTask, claimNoticeJob, claimNoticeTask } from './claim-mail.job.ts'
import { claimProofJob, claimProofTask, claimProofWatch } from './claim-proof.job.ts'
import { addContactRoutes } from './contact.routes.ts'
import type { AddressGone } from './contact-change.store.ts'
import { addContactKeyRoutes } from './contact-key.routes.ts'
import { type KeyChanged, keyLookUpDaily, keyLookUpJob, keyLookUpTask } from './contact-key-look-up.ts'
import { addMemberRoutes, type Standings } from './member.routes.ts'
import { addMemberDataRoutes } from './member-data.routes.ts'
import type { MemberData } from './member-data.ts'

type ForJobs = { platform: Platform; audit: Audit; outbound: Outbound; dns: Dns; keyChanged: KeyChanged }
/** What the contexts below know and keep of members. */
type ForRoutes = ForJobs & { standings: Standings; addressGone: AddressGone; memberData: MemberData }

const members: Part<ForJobs, ForRoutes> = {
  addRoutes: (app, { platform, audit, standings, memberData }) => {
    addMemberRoutes(app, platform, audit, standings)
    addMemberDataRoutes(app, platform, memberData)
  },
}

const contacts: Part<ForJobs, ForRoutes> = {
  tasks: ({ platform, audit, outbound, keyChanged }) => ({
    [keyLookUpTask]: keyLookUpJob(platform, audit, outbound, keyChanged),
  }),
  timed: [keyLookUpDaily],
  addRoutes: (app, { platform, outbound, keyChanged, addressGone }) => {
    addContactKeyRoutes(app, platform, outbound, keyChanged)
    addContactRoutes(app, addressGone)
  },
}

const claims: Part<ForJobs, ForRoutes> = {
  tasks: ({ platform, audit, dns }) => ({
    [claimProofTask]: claimProofJob(platform, audit, dns),
    [claimNoticeTask]: claimNoticeJob(platform),
    [claimMailTask]: claimMailJob(platform),
  }),
  timed: [claimProofWatch],
  addRoutes: (app, { platform, dns }) => addClaimRoutes(app, platform, dns),
}

export const {
  tasks: constituencyTasks,
  timed: constituencyTimed,
  addRoutes: addConstituencyRoutes,
} = joinParts([members, contacts, claims])
