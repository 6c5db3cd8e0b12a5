/** What a search of events may cost: one reader's question must not take the machine from receiving and loading. */
import { Problem } from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'

const seconds = 60
/** Bytes; above it the engine sorts and groups on disk where it can, and else gives up. */
const memory = 1_500_000_000

/** Written into the statement: see load-statement.ts on settings. */
export const searchSettings = `settings max_execution_time = ${seconds}, max_memory_usage = ${memory},
  max_bytes_before_external_group_by = ${memory / 3}, max_bytes_before_external_sort = ${memory / 3}`

/** TIMEOUT_EXCEEDED and MEMORY_LIMIT_EXCEEDED, by the engine's own numbers. */
const tooMuch: ReadonlySet<string | undefined> = new Set(['159', '241'])

/** @throws Problem search_too_wide where the engine was stopped */
export async function searched<T>(search: Promise<T>): Promise<T> {
  try {
    return await search
  } catch (fault) {
    if (!tooMuch.has((fault as { code?: string }).code)) throw fault
    throw new Problem(
      sensingProblems.searchTooWide,
      `It was stopped after ${seconds} seconds or ${memory / 1e9} GB. Choose a shorter time, one member, or more of a filter.`,
    )
  }
}
