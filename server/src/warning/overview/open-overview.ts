import type { WarningPart } from '../part.ts'
import { addLiveRoutes } from './live.routes.ts'
import { addOverviewRoutes } from './overview.routes.ts'

export const overview: WarningPart = {
  addRoutes: (app, { platform, sensing }) => {
    addOverviewRoutes(app, platform, sensing)
    addLiveRoutes(app, platform)
  },
}
