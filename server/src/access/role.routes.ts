import { RoleTable } from '@varde/contract'
import { type App, replies } from '../platform/index.ts'
import { guarded } from './access.problems.ts'
import { roleTable } from './roles.ts'

export function addRoleRoutes(app: App): void {
  app.get(
    '/api/v1/roles',
    {
      config: { rule: { action: 'roles.read' } },
      schema: {
        summary: 'Who may do what',
        tags: ['access'],
        response: replies({ 200: RoleTable }, guarded),
      },
    },
    () => roleTable(),
  )
}
