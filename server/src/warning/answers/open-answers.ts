import type { WarningPart } from '../part.ts'
import { addAnswerRoutes } from './answer.routes.ts'
import { addFalseAlarmRoutes } from './false-alarm.routes.ts'

export const answers: WarningPart = {
  addRoutes: (app, { platform, audit, warning: { links } }) => {
    addAnswerRoutes(app, platform, audit, links)
    addFalseAlarmRoutes(app)
  },
}
