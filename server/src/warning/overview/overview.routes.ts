import { Now } from '@varde/contract'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, failedJobs, type Platform, replies } from '../../platform/index.ts'
import {
  heartbeatLostSince,
  heartbeatState,
  lastIndicatorAt,
  listHeartbeats,
  type Sensing,
  telemetryAlarms,
  troubledSensors,
  troubledSince,
  worstHeartbeat,
} from '../../sensing/index.ts'
import { draftsThatWait, feedAlarms, newlyExploited } from '../../vulnerability/index.ts'
import { hideRedBurning } from '../red.ts'
import { iso } from '../shown.ts'
import { burningOf, figures, perHour } from './overview.store.ts'
import { type Burning, sortBurning, stripOf, stripStart, worstTrouble } from './overview.ts'

/** Sensors with something wrong are counted up to this. */
const mostTroubled = 10_000

export function addOverviewRoutes(app: App, { clock }: Platform, sensing: Sensing): void {
  app.get(
    '/api/v1/now',
    {
      config: { rule: { action: 'overview.read' } },
      schema: {
        summary: 'Is anything burning?',
        tags: ['overview'],
        response: replies({ 200: Now }, guarded),
      },
    },
    async (request) => {
      const { scope, db, red, noteOnce } = reachOf(request)
      const now = clock()
      const from = stripStart(now)
      const [
        figure,
        fires,
        counts,
        troubled,
        failures,
        lastEvent,
        lastIndicator,
        active,
        events,
        alarms,
        heartbeats,
        feeds,
        exploited,
        drafts,
      ] = await Promise.all([
        figures(db, now),
        burningOf(db, now),
        perHour(db, from),
        troubledSensors(db, scope, now, mostTroubled),
        failedJobs(db),
        sensing.lastEventAt(scope),
        lastIndicatorAt(db),
        sensing.activeIndicators(),
        sensing.eventsPerHour(scope, from),
        telemetryAlarms(db, scope),
        listHeartbeats(db),
        feedAlarms(db, now),
        newlyExploited(db, now),
        draftsThatWait(db),
      ])
      if (red) {
        const [detections, warnings] = partition(fires.filter(({ tlp }) => tlp === 'RED'))
        await noteOnce(db, [...redReads('detection', detections), ...redReads('warning', warnings)])
      }
      const worst = worstHeartbeat(heartbeats, now)
      const burning = sortBurning([
        ...fires.map(({ tlp, ...fire }) => (red || tlp !== 'RED' ? fire : hideRedBurning(fire))),
        ...troubled.map(
          ({ sensor, trouble }): Burning => ({
            kind: `${trouble}_sensor`,
            severity: 'medium',
            title: sensor.name,
            member: sensor.orgnr,
            member_name: sensor.member_name,
            since: troubledSince(sensor, trouble, now).toISOString(),
            id: sensor.id,
          }),
        ),
        ...alarms.map(
          ({ place, trouble, raised_at }): Burning => ({
            kind: trouble,
            severity: trouble === 'spool_unwritable' ? 'critical' : 'high',
            title: place,
            member: null,
            member_name: null,
            since: raised_at.toISOString(),
            id: place,
          }),
        ),
        ...heartbeats.flatMap((one): Burning[] => {
          const since = heartbeatLostSince(one, now)
          if (since === null) return []
          const { receiver } = one
          const nobody = { member: null, member_name: null }
          return [
            {
              kind: 'heartbeat',
              severity: 'critical',
              title: receiver,
              ...nobody,
              since: since.toISOString(),
              id: receiver,
            },
          ]
        }),
        ...feeds.map(
          ({ source, trouble, since }): Burning => ({
            kind: `feed_${trouble}`,
            severity: 'high',
            title: source,
            member: null,
            member_name: null,
            since: since.toISOString(),
            id: source,
          }),
        ),
        ...drafts.map(
          ({ id, severity, subject, since }): Burning => ({
            kind: 'advisory_waits',
            severity,
            title: subject,
            member: null,
            member_name: null,
            since: since.toISOString(),
            id,
          }),
        ),
        ...failures.map(
          (job): Burning => ({
            kind: 'failure',
            severity: 'high',
            title: job.task,
            member: null,
            member_name: null,
            since: job.at.toISOString(),
            id: job.id,
          }),
        ),
      ])
      return {
        as_of: now.toISOString(),
        quiet_since: burning.length > 0 ? null : (figure.dealt_with_at ?? now).toISOString(),
        queue: figure.queue,
        queue_critical: figure.queue_critical,
        unanswered: figure.unanswered,
        overdue: figure.overdue,
        need_help: figure.need_help,
        undelivered: figure.undelivered,
        newly_exploited: exploited,
        silent_sensors: troubled.filter(({ trouble }) => trouble === 'silent').length,
        troubled_sensors: troubled.length,
        worst_trouble: worstTrouble(troubled.map(({ trouble }) => trouble)),
        heartbeat: worst && {
          receiver: worst.receiver,
          state: heartbeatState(worst, now),
          back_at: iso(worst.back_sent_at),
          seconds: worst.back_seconds,
        },
        failures: failures.length,
        last_event_at: iso(lastEvent),
        last_warning_at: iso(figure.last_warning_at),
        last_indicator_at: iso(lastIndicator),
        active_indicators: active,
        strip: stripOf(now, {
          ...counts,
          events: events.map(({ hour, events: count }) => ({ hour, count })),
        }),
        burning,
      }
    },
  )
}

/** What waits in the queue is a detection; all else that was found is a warning. */
function partition(fires: readonly Burning[]): [detections: Burning[], warnings: Burning[]] {
  return [fires.filter(({ kind }) => kind === 'queue'), fires.filter(({ kind }) => kind !== 'queue')]
}
