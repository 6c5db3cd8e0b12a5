import type { WarningPart } from '../part.ts'
import { addAdvisedRoutes } from './advised.routes.ts'
import { addPreviewRoutes } from './preview.routes.ts'

export const advised: WarningPart = {
  addRoutes: (app, { platform, warning, findAdvisory, findDraft }) => {
    if (findAdvisory !== null) addAdvisedRoutes(app, platform, findAdvisory)
    if (findDraft !== null) addPreviewRoutes(app, platform, warning, findDraft)
  },
}
