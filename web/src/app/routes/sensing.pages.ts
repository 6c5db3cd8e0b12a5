/** What is fetched when the first of these pages is come to. */

export { EventsPage } from '../../features/events/events-page.tsx'
export { HuntPage } from '../../features/hunt/hunt-page.tsx'
export { HuntPanel } from '../../features/hunt/hunt-panel.tsx'
export { IndicatorPanel } from '../../features/indicators/indicator-panel.tsx'
export { IndicatorsPage } from '../../features/indicators/indicators-page.tsx'
export { SensorPanel } from '../../features/sensors/sensor-panel.tsx'
export { SensorsPage } from '../../features/sensors/sensors-page.tsx'
