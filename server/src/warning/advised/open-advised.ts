import type { WarningPart } from '../part.ts'
import { addAdvisedRoutes } from './advised.routes.ts'

export const advised: WarningPart = {
  addRoutes: (app, { platform, findAdvisory }) => {
    if (findAdvisory !== null) addAdvisedRoutes(app, platform, findAdvisory)
  },
}
