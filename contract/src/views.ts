/** Lists as people have named them: a page, and what its address says. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, words } from './common.ts'

/** The pages whose whole view is in the address. */
export const viewPages = [
  'triage',
  'correlation',
  'warnings',
  'members',
  'sensors',
  'events',
  'indicators',
  'hunt',
  'vulnerabilities',
] as const
export const ViewPage = words(viewPages)
export type ViewPage = Static<typeof ViewPage>

const name = Type.String({ minLength: 1, maxLength: 80, format: 'free-text' })
const search = Type.String({
  maxLength: 2000,
  format: 'free-text',
  description: 'The address after the question mark, e.g. `severity=high&assigned=me`; empty for the plain page',
})
const shared = Type.Boolean({ description: 'Shown to the whole team; only who made it changes it' })

export const SavedView = Type.Object({
  id: Id,
  page: ViewPage,
  name: Type.String(),
  search: Type.String(),
  shared: Type.Boolean(),
  /** Whether it is the caller's. */
  mine: Type.Boolean(),
  /** The name of who made it. */
  by: Type.String(),
  /** Whether the page opens with it, for the caller. */
  start: Type.Boolean(),
  updated_at: Instant,
})
export type SavedView = Static<typeof SavedView>
export const SavedViewList = Type.Object({ items: Type.Array(SavedView) })
export const SavedViewQuery = Type.Object({ page: Type.Optional(ViewPage) })

export const NewSavedView = Type.Object({ page: ViewPage, name, search, shared })
export type NewSavedView = Static<typeof NewSavedView>
export const SavedViewChange = Type.Object({ name, search, shared })
export type SavedViewChange = Static<typeof SavedViewChange>
export const SavedViewMade = Type.Object({ id: Id })
export const StartView = Type.Object({ view: Nullable(Id) })
