import type { WarningPart } from '../part.ts'
import { addTextRoutes } from './text.routes.ts'

export const texts: WarningPart = {
  addRoutes: (app, { platform, warning: { links } }) => addTextRoutes(app, platform, links),
}
