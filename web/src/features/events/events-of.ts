/** The search that finds the events behind an object of another page. Pure. */
import type { Detection, EventRecord } from '../../api/types.ts'
import type { EventsSearch } from './events.search.ts'

type Of = Pick<Detection, 'member' | 'inner_host' | 'first_seen_at' | 'last_seen_at'> & {
  cause: Pick<Detection['cause'], 'kind' | 'key'>
}

/** By its member, host and cause, from the first to the last; the end of a search is left out itself. */
export function eventsOf({ member, inner_host, cause, first_seen_at, last_seen_at }: Of): EventsSearch {
  return {
    member,
    ...(inner_host === null ? {} : { address: inner_host }),
    ...(cause.kind === 'indicator' ? { indicator: cause.key } : { signature: cause.key }),
    from: new Date(first_seen_at).toISOString(),
    to: new Date(Date.parse(last_seen_at) + 1).toISOString(),
  }
}

const aroundMilliseconds = 5 * 60_000

/** The event itself, open beside what else its member's sensors saw just before and after. */
export function eventSearch({ id, time, member }: Pick<EventRecord, 'id' | 'time' | 'member'>): EventsSearch {
  const at = Date.parse(time)
  return {
    ...(member === null ? {} : { member }),
    from: new Date(at - aroundMilliseconds).toISOString(),
    to: new Date(at + aroundMilliseconds).toISOString(),
    open: id,
    at: time,
  }
}
