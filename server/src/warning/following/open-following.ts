import type { WarningPart } from '../part.ts'
import { addFollowUpRoutes } from './follow-up.routes.ts'
import { addMemberVulnerabilityRoutes } from './member-vulnerability.routes.ts'

export const following: WarningPart = {
  addRoutes: (app, { platform }) => {
    addFollowUpRoutes(app, platform)
    addMemberVulnerabilityRoutes(app, platform)
  },
}
