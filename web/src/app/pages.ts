import type { Action } from '../api/types.ts'
import type { IconName } from '../components/icon.tsx'

/** The pages of the rail, in its order, and what a reader must be allowed for each. */
export const pages = [
  { id: 'now', to: '/now', icon: 'now', action: 'overview.read' },
  { id: 'triage', to: '/triage', icon: 'triage', action: 'detections.read' },
  { id: 'warnings', to: '/warnings', icon: 'warnings', action: 'warnings.read' },
  { id: 'members', to: '/members', icon: 'members', action: 'members.read' },
  { id: 'sensors', to: '/sensors', icon: 'sensors', action: 'sensors.read' },
] as const satisfies readonly { id: string; to: string; icon: IconName; action: Action }[]

export type Page = (typeof pages)[number]

export function pagesFor(actions: readonly Action[]): Page[] {
  return pages.filter((page) => actions.includes(page.action))
}
