import type { WarningPart } from '../part.ts'
import { addDetectionRoutes } from './detection.routes.ts'
import { addGradeRoutes } from './grade.routes.ts'

export const detections: WarningPart = {
  addRoutes: (app, { platform, sensing, warning: { links } }) => {
    addDetectionRoutes(app, platform, sensing, links)
    addGradeRoutes(app, platform)
  },
}
