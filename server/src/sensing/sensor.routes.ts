/** Sensors over HTTP. */
import { Id, Sensor, SensorEnrol, SensorEnrolled, SensorListQuery, SensorPage } from '@varde/contract'
import { Type } from 'typebox'
import { accessProblems, callerOf, inScope, scopeOf } from '../access/index.ts'
import { type App, decodeIdCursor, type Platform, Problem, page, problems, replies } from '../platform/index.ts'
import { sensorProblems } from './sensor.problems.ts'
import { enrolSensor, findSensor, listSensors, revokeSensor, type SensorRow } from './sensor.store.ts'
import { stateOf } from './sensor.ts'

/** Events per hour of each sensor over the last 24 hours, oldest first; the telemetry store knows. */
export type Hourly = (ids: string[]) => Promise<Map<string, number[]>>

const hours = 24
const guarded = [accessProblems.notSignedIn, accessProblems.keyUnknown, accessProblems.notAllowed]
const unknown = (id: string) => new Problem(problems.notFound, `No sensor has the id ${id}.`)

export function addSensorRoutes(
  app: App,
  { postgres: { db }, clock }: Pick<Platform, 'postgres' | 'clock'>,
  { hourly }: { hourly: Hourly },
): void {
  const present = async (rows: SensorRow[]): Promise<Sensor[]> => {
    const events = rows.length === 0 ? new Map<string, number[]>() : await hourly(rows.map(({ id }) => id))
    const now = clock()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      member: row.orgnr,
      member_name: row.member_name,
      state: stateOf(row, now),
      created_at: row.created_at.toISOString(),
      last_seen_at: row.last_seen_at?.toISOString() ?? null,
      last_event_at: row.last_event_at?.toISOString() ?? null,
      accepted_lines: row.accepted_lines,
      rejected_lines: row.rejected_lines,
      hourly: events.get(row.id) ?? Array.from({ length: hours }, () => 0),
    }))
  }

  app.get(
    '/api/v1/sensors',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'Sensors by name, with how they are doing',
        tags: ['sensors'],
        querystring: SensorListQuery,
        response: replies({ 200: SensorPage }, guarded),
      },
    },
    async (request) => {
      const { member, cursor, limit = 100 } = request.query
      const scope = scopeOf(callerOf(request), 'sensors.read')
      const rows = await listSensors(db, { scope, member, after: decodeIdCursor(cursor), limit })
      const { items, next } = page(rows, limit, ({ name, id }) => [name, id])
      return { items: await present(items), next }
    },
  )

  app.get(
    '/api/v1/sensors/:id',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'One sensor',
        tags: ['sensors'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: Sensor }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const row = await findSensor(db, scopeOf(callerOf(request), 'sensors.read'), request.params.id)
      const [sensor] = row === null ? [] : await present([row])
      if (sensor === undefined) throw unknown(request.params.id)
      return sensor
    },
  )

  app.post(
    '/api/v1/sensors',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'Enrol a sensor; its token is shown this once',
        tags: ['sensors'],
        body: SensorEnrol,
        response: replies({ 201: SensorEnrolled }, [...guarded, ...Object.values(sensorProblems)]),
      },
    },
    async (request, reply) => {
      const { member, name } = request.body
      if (!inScope(scopeOf(callerOf(request), 'sensors.write'), member)) {
        throw new Problem(sensorProblems.memberUnknown, `No member has the organisation number ${member}.`)
      }
      return reply.code(201).send(await enrolSensor(db, { member, name }))
    },
  )

  app.post(
    '/api/v1/sensors/:id/revoke',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'End a sensor’s token; what it sent is kept',
        tags: ['sensors'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const scope = scopeOf(callerOf(request), 'sensors.write')
      if (!(await revokeSensor(db, scope, request.params.id, clock()))) throw unknown(request.params.id)
      return reply.code(204).send(null)
    },
  )
}
