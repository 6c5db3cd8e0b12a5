/** The pages of what sensors see. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { eventsSearch } from '../../features/events/events.search.ts'
import { huntSearch } from '../../features/hunt/hunt.search.ts'
import { indicatorsSearch } from '../../features/indicators/indicators.search.ts'
import { sensorsSearch } from '../../features/sensors/sensors.search.ts'
import { startAt } from '../../features/views/start-at.ts'
import { shell } from './frame.tsx'

const pages = () => import('./sensing.pages.ts')

const sensors = createRoute({
  getParentRoute: () => shell,
  path: '/sensors',
  component: lazyRouteComponent(pages, 'SensorsPage'),
  validateSearch: sensorsSearch,
  beforeLoad: startAt('sensors'),
})

const sensor = createRoute({
  getParentRoute: () => sensors,
  path: '$id',
  component: lazyRouteComponent(pages, 'SensorPanel'),
})

const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  component: lazyRouteComponent(pages, 'EventsPage'),
  validateSearch: eventsSearch,
  beforeLoad: startAt('events'),
})

const indicators = createRoute({
  getParentRoute: () => shell,
  path: '/indicators',
  component: lazyRouteComponent(pages, 'IndicatorsPage'),
  validateSearch: indicatorsSearch,
  beforeLoad: startAt('indicators'),
})

const indicator = createRoute({
  getParentRoute: () => indicators,
  path: '$id',
  component: lazyRouteComponent(pages, 'IndicatorPanel'),
})

const hunts = createRoute({
  getParentRoute: () => shell,
  path: '/hunt',
  component: lazyRouteComponent(pages, 'HuntPage'),
  validateSearch: huntSearch,
  beforeLoad: startAt('hunt'),
})

const hunt = createRoute({
  getParentRoute: () => hunts,
  path: '$id',
  component: lazyRouteComponent(pages, 'HuntPanel'),
})

export const sensingRoutes = [
  sensors.addChildren([sensor]),
  events,
  indicators.addChildren([indicator]),
  hunts.addChildren([hunt]),
] as const
