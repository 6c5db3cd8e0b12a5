/**
 * What a folder of a context does in one process: the jobs it works on, those that begin by themselves, the routes it has.
 * The folder says so itself, in `open-FOLDER.ts`, and its context puts the folders together.
 */
import type { App } from './app.ts'
import type { Daily, Minutely, Tasks } from './jobs.ts'

export type Part<ForJobs, ForRoutes = ForJobs> = {
  tasks?: (given: ForJobs) => Tasks
  timed?: readonly (Daily | Minutely)[]
  addRoutes?: (app: App, given: ForRoutes) => void
}

export function joinParts<ForJobs, ForRoutes>(
  parts: readonly Part<ForJobs, ForRoutes>[],
): Required<Part<ForJobs, ForRoutes>> {
  return {
    tasks: (given) => Object.assign({}, ...parts.map(({ tasks }) => tasks?.(given))),
    timed: parts.flatMap(({ timed = [] }) => timed),
    addRoutes: (app, given) => {
      for (const { addRoutes } of parts) addRoutes?.(app, given)
    },
  }
}
