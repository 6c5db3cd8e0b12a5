import type { WarningPart } from '../part.ts'
import { addBoardRoutes } from './board.routes.ts'

export const board: WarningPart = {
  addRoutes: (app, { platform }) => addBoardRoutes(app, platform),
}
