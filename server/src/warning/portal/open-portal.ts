import type { WarningPart } from '../part.ts'
import { addChoiceRoutes } from './choice.routes.ts'
import { addPortalRoutes } from './portal.routes.ts'
import { addPortalViewRoutes } from './portal-view.routes.ts'

export const portal: WarningPart = {
  addRoutes: (app, { platform, sensing }) => {
    addPortalRoutes(app, platform, sensing)
    addPortalViewRoutes(app, platform, sensing)
    addChoiceRoutes(app, platform)
  },
}
