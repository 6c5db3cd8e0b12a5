import { FalseAlarmQuery, FalseAlarms } from '@varde/contract'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, replies } from '../../platform/index.ts'
import { falseAlarmsOf } from './false-alarm.store.ts'
import { wantsReview } from './false-alarm.ts'

/** As many as are read beside a decision. */
const most = 10

export function addFalseAlarmRoutes(app: App): void {
  app.get(
    '/api/v1/false-alarms',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'How many members call one cause a false alarm, and what they say of it',
        tags: ['detections'],
        querystring: FalseAlarmQuery,
        response: replies({ 200: FalseAlarms }, guarded),
      },
    },
    async (request) => {
      const { scope, db, red, noteOnce } = reachOf(request)
      const { warned, alarms } = await falseAlarmsOf(db, scope, request.query)
      const shown = alarms.slice(0, most)
      if (red) {
        const read = shown
          .filter(({ tlp }) => tlp === 'RED')
          .map(({ warning, orgnr }) => ({ id: warning, member: orgnr }))
        await noteOnce(db, redReads('warning', read))
      }
      const members = alarms.length
      return {
        warned,
        members,
        review: wantsReview({ members }),
        items: shown.map(({ orgnr, tlp, created_at, comment, warning, number, member_name }) => ({
          warning,
          number,
          member: orgnr,
          member_name,
          comment: red || tlp !== 'RED' ? comment : 'TLP:RED',
          at: created_at.toISOString(),
        })),
      }
    },
  )
}
