import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { useCardKeys } from '../../app/use-card-keys.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { announce } from '../../components/live-region.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { SourcesSection } from '../sources/sources-section.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { fleetCounts, fleetOrder, inState, matches } from './fleet.ts'
import { FleetMap } from './fleet-map.tsx'
import { SensorCard } from './sensor-card.tsx'
import { sensorListQuery } from './sensors.queries.ts'
import { type SensorsSearch, sensorFilters } from './sensors.search.ts'

/** Cards drawn at a time: the map above shows all. */
const cardsAtOnce = 120

/** Which are blind? */
export function SensorsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/sensors' })
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const mayWrite = useMay('sensors.write')
  const maySources = useMay('sources.read')
  const fleet = useRef<HTMLUListElement>(null)
  const list = useInfiniteQuery(sensorListQuery(search.member))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    // The fleet is judged as a whole, so all of it is fetched.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const all = useMemo(() => fleetOrder(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data])
  const shown = useMemo(
    () => all.filter((sensor) => inState(sensor, search.state) && matches(sensor, search.q)),
    [all, search.state, search.q],
  )
  const [cards, setCards] = useState(cardsAtOnce)
  const counts = fleetCounts(all)
  const top = Math.max(0, ...all.flatMap((sensor) => sensor.hourly))
  const { silent, dropping, rejecting, lagging, skewed, ok, waiting, revoked } = counts
  const counted = { ...counts, troubled: all.filter((sensor) => inState(sensor, 'troubled')).length }
  const ailing = dropping + rejecting + lagging + skewed
  const sum = t('fleet.sum', { silent, ailing, ok, waiting, revoked })
  useEffect(() => {
    if (list.isSuccess) announce(sum)
  }, [list.isSuccess, sum])
  useCardKeys(fleet)
  const change = useCallback(
    (fields: { [K in keyof SensorsSearch]?: SensorsSearch[K] | undefined }) =>
      void navigate({ to: '/sensors', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  return (
    <div className="page">
      <PageHead title={t('page.sensors')} question={t('sensors.question')}>
        <SavedViews page="sensors" />
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ enrol: 'open' })}>
            <Icon name="sensors" size={18} />
            {t('enrol.open')}
          </Button>
        ) : null}
      </PageHead>
      <FilterBar>
        <SearchBox label={t('sensors.search')} value={search.q} onChange={find} />
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={sensorFilters.map((value) => ({ value, label: `${t(`sensor.${value}`)} (${counted[value]})` }))}
          onChange={(state) => change({ state })}
        />
        {search.member ? (
          <FilterChip
            label={t('filter.member', { orgnr: search.member })}
            onRemove={() => change({ member: undefined })}
          />
        ) : null}
        {all.length > 0 ? <span className="quiet fleet-sum">{sum}</span> : null}
      </FilterBar>
      <Beside
        list={
          <>
            {list.isPending ? <SkeletonRows rows={8} height={96} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
            {list.isSuccess && all.length === 0 ? (
              <Empty title={t('sensors.empty')}>
                <ol className="steps">
                  <li>{t('sensors.step.enrol')}</li>
                  <li>{t('sensors.step.token')}</li>
                  <li>{t('sensors.step.send')}</li>
                </ol>
                {mayWrite ? (
                  <Button data-size="sm" onClick={() => change({ enrol: 'open' })}>
                    {t('enrol.open')}
                  </Button>
                ) : null}
              </Empty>
            ) : null}
            {all.length > 0 && shown.length === 0 ? (
              <Empty title={t('sensors.none')}>
                <Link to="/sensors" search={{}} className="ds-link">
                  {t('filter.clear')}
                </Link>
              </Empty>
            ) : null}
            {shown.length > 1 ? <FleetMap sensors={shown} open={id} /> : null}
            <ul className="fleet" ref={fleet}>
              {shown.slice(0, cards).map((sensor) => (
                <SensorCard key={sensor.id} sensor={sensor} top={top} open={sensor.id === id} />
              ))}
            </ul>
            {shown.length > cards ? (
              <Button data-size="sm" variant="secondary" onClick={() => setCards(cards + cardsAtOnce)}>
                {t('fleet.more', { left: shown.length - cards })}
              </Button>
            ) : null}
            {maySources && list.isSuccess && !search.member ? <SourcesSection /> : null}
          </>
        }
        object={id ? <Outlet /> : null}
      />
      {search.enrol === 'open' && mayWrite ? (
        <EnrolDialog
          {...(search.member ? { member: search.member } : {})}
          onClose={() => change({ enrol: undefined })}
        />
      ) : null}
    </div>
  )
}
