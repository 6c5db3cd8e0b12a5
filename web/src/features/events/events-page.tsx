import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import type { EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { formatTime } from '../../app/time.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList, useRows } from '../../components/paged-list.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { useEventColumns } from './event-columns.tsx'
import { EventFilters } from './event-filters.tsx'
import { EventPanel } from './event-panel.tsx'
import { eventListQuery, eventsFilter, newEventsQuery } from './events.queries.ts'
import { type Change, isNarrowed } from './events.search.ts'
import { FieldCounts } from './field-counts.tsx'
import { Histogram } from './histogram.tsx'
import { goesOn } from './span.ts'
import { TimeChoice } from './time-choice.tsx'

const rowId = (row: EventRecord) => row.id

/** What did the sensors see? */
export function EventsPage() {
  const { t, language } = useText()
  const search = useSearch({ from: '/shell/events' })
  const navigate = useNavigate()
  // "Now" stands still until the reader moves it: nothing moves under the pointer, and all parts of the page agree.
  const [asOf, setAsOf] = useState(() => Date.now())
  const { open, at, ...asked } = search
  const key = JSON.stringify(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what the address says, whatever is open beside it
  const filter = useMemo(() => eventsFilter(asked, asOf), [key, asOf])
  const list = useInfiniteQuery(eventListQuery(filter))
  const columns = useEventColumns()
  const rows = useRows(list)
  const change: Change = useCallback(
    (fields) =>
      // A step that the browser's back undoes.
      void navigate({ to: '/events', search: compact({ ...search, open: undefined, at: undefined, ...fields }) }),
    [navigate, search],
  )
  const nothing = list.isSuccess && rows.length === 0
  return (
    <div className="page events-page" data-open={open !== undefined || undefined}>
      <PageHead title={t('page.events')} question={t('events.question')}>
        <SavedViews page="events" />
        <NewEvents filter={filter} asOf={asOf} live={goesOn(search)} onMove={() => setAsOf(Date.now())} />
        <span className="as-of">
          {t('as_of')} {formatTime(asOf, language, 'clock_second')}
        </span>
      </PageHead>
      <EventFilters search={search} filter={filter} onChange={change} />
      <TimeChoice search={search} times={filter} onChange={change} />
      <Histogram filter={filter} onChange={change} />
      <div className="events-body" data-whole={nothing || open !== undefined || undefined}>
        {nothing ? null : (
          <aside className="events-fields" aria-label={t('events.fields')}>
            <Fields>
              <FieldCounts search={asked} filter={filter} />
            </Fields>
          </aside>
        )}
        <Beside
          list={
            <PagedList
              list={list}
              columns={columns}
              id={rowId}
              openId={open}
              caption={t('events.caption')}
              shown="events.shown"
              empty={
                <Empty title={t(isNarrowed(search) ? 'events.none' : 'events.empty')}>
                  <span>{t('events.none.next')}</span>
                  {isNarrowed(search) ? (
                    <Link to="/events" search={{}} className="ds-link">
                      {t('filter.clear')}
                    </Link>
                  ) : null}
                </Empty>
              }
            />
          }
          object={
            open === undefined ? null : (
              <EventPanel key={open} id={open} at={at} known={rows.find(({ id }) => id === open)} search={asked} />
            )
          }
        />
      </div>
    </div>
  )
}

/** On a phone the fields are folded, so that the events are near. */
function Fields({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [open, setOpen] = useState(() => !window.matchMedia('(max-width: 63.99rem)').matches)
  return (
    <details className="fields-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="ds-focus">{t('events.fields')}</summary>
      {open ? children : null}
    </details>
  )
}

type NewEventsProps = { filter: Parameters<typeof newEventsQuery>[0]; asOf: number; live: boolean; onMove: () => void }

/** What has come since is told, and comes in when the reader asks for it. */
function NewEvents({ filter, asOf, live, onMove }: NewEventsProps) {
  const { t, count } = useText()
  const fresh = useQuery({ ...newEventsQuery(filter, asOf), enabled: live })
  const events = fresh.data?.count ?? 0
  const some = events > 0
  useEffect(() => {
    // Once, and not at every count.
    if (some) announce(t('events.new.some'))
  }, [some, t])
  if (!live) return null
  return (
    <Button data-size="sm" variant={some ? 'primary' : 'tertiary'} onClick={onMove}>
      {some ? t('events.new', { count: count(events), number: events }) : t('events.refresh')}
    </Button>
  )
}
