import type { WarningPart } from '../part.ts'
import { addMeasureRoutes } from './measure.routes.ts'
import { addWaitingRoutes } from './waiting.routes.ts'
import { addWarningListRoutes } from './warning.routes.ts'

export const warnings: WarningPart = {
  addRoutes: (app, { platform, sensing, warning: { links } }) => {
    addWarningListRoutes(app, platform, sensing, links)
    addWaitingRoutes(app, platform)
    addMeasureRoutes(app)
  },
}
