/** Sensors over HTTP. */
import {
  Id,
  KeyNetworks,
  Orgnr,
  Rotate,
  Sensor,
  SensorAlarms,
  SensorEnrol,
  SensorEnrolled,
  SensorListQuery,
  SensorPage,
} from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, keyProblems, reachOf, readPins } from '../../access/index.ts'
import { type App, decodeIdCursor, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { sensorProblems } from './sensor.problems.ts'
import { enrolSensor, findSensor, listSensors, type SensorRow, type SensorTokens } from './sensor.store.ts'
import { stateOf, troublesOf } from './sensor.ts'
import { shownHealth } from './sensor-shown.ts'
import { pinSensor, revokeSensor, rotateToken, setTellMember, setTellOfAll } from './sensor-token.store.ts'

/** Events per hour of each sensor over the last 24 hours, oldest first; the telemetry store knows. */
export type Hourly = (ids: string[]) => Promise<Map<string, number[]>>

const hours = 24
const one = Type.Object({ id: Id })
const unknown = (id: string) => new Problem(problems.notFound, `No sensor has the id ${id}.`)

export function addSensorRoutes(app: App, { clock }: Pick<Platform, 'clock'>, { hourly }: { hourly: Hourly }): void {
  const present = async (rows: (SensorRow & SensorTokens)[]): Promise<Sensor[]> => {
    const events = rows.length === 0 ? new Map<string, number[]>() : await hourly(rows.map(({ id }) => id))
    const now = clock()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      member: row.orgnr,
      member_name: row.member_name,
      state: stateOf(row, now),
      troubles: troublesOf(row, now),
      health: shownHealth(row.health, now),
      created_at: row.created_at.toISOString(),
      last_seen_at: row.last_seen_at?.toISOString() ?? null,
      last_event_at: row.last_event_at?.toISOString() ?? null,
      accepted_lines: row.accepted_lines,
      rejected_lines: row.rejected_lines,
      token_expires_at: row.token_expires_at?.toISOString() ?? null,
      networks: row.networks,
      last_used_from: row.last_used_from,
      failures: row.failures,
      last_failure_at: row.last_failure_at?.toISOString() ?? null,
      last_failure_reason: row.last_failure_reason,
      tell_member: row.tell_member,
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
      const { scope, db } = reachOf(request)
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
        params: one,
        response: replies({ 200: Sensor }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const row = await findSensor(db, scope, request.params.id)
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
        response: replies({ 201: SensorEnrolled }, [
          ...guarded,
          sensorProblems.nameTaken,
          sensorProblems.memberUnknown,
          sensorProblems.nameEmpty,
          sensorProblems.endPassed,
          keyProblems.networkWrong,
        ]),
      },
    },
    async (request, reply) => {
      const { member, name, networks = [], expires_at, tell_member } = request.body
      const { scope, db, note } = reachOf(request)
      const now = clock()
      if (!inScope(scope, member)) {
        throw new Problem(sensorProblems.memberUnknown, `No member has the organisation number ${member}.`)
      }
      const end = expires_at === undefined ? null : new Date(expires_at)
      if (end !== null && end <= now) {
        throw new Problem(sensorProblems.endPassed, `${expires_at} has passed. Write a time to come, or leave it out.`)
      }
      const draft = { member, name, networks: readPins(networks), expires_at: end, tell_member }
      return reply.code(201).send(await enrolSensor(db, draft, now, note))
    },
  )

  app.post(
    '/api/v1/sensors/:id/rotate',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'Give a sensor a new token, shown this once; the old one goes on for some hours',
        tags: ['sensors'],
        params: one,
        body: Rotate,
        response: replies({ 201: SensorEnrolled }, [...guarded, sensorProblems.revoked, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      const overlap = { overlapHours: request.body.overlap_hours, now: clock() }
      const enrolled = await rotateToken(db, scope, id, overlap, note)
      if (enrolled === null) throw unknown(id)
      const { member, ...rest } = enrolled
      if (member === null) throw unknown(id)
      return reply.code(201).send({ ...rest, member })
    },
  )

  app.put(
    '/api/v1/sensors/:id/networks',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'Pin a sensor to networks; none: it sends from anywhere',
        tags: ['sensors'],
        params: one,
        body: KeyNetworks,
        response: replies({ 204: Type.Null() }, [
          ...guarded,
          sensorProblems.revoked,
          keyProblems.networkWrong,
          problems.notFound,
        ]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      if (!(await pinSensor(db, scope, id, readPins(request.body.networks), note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/sensors/:id/alarms',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'Choose whether the member’s contacts are told of a sensor’s troubles, beside the duty officers',
        tags: ['sensors'],
        params: one,
        body: SensorAlarms,
        response: replies({ 204: Type.Null() }, [...guarded, sensorProblems.revoked, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      if (!(await setTellMember(db, scope, id, request.body.tell_member, note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/members/:orgnr/sensor-alarms',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary:
          'Choose for all of a member’s sensors, also those to come, whether its contacts are told of their troubles',
        tags: ['sensors'],
        params: Type.Object({ orgnr: Orgnr }),
        body: SensorAlarms,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { orgnr } = request.params
      const known = inScope(scope, orgnr) && (await setTellOfAll(db, orgnr, request.body.tell_member, note))
      if (!known) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/sensors/:id/revoke',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'End a sensor and its tokens at once; what it sent is kept',
        tags: ['sensors'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      if (!(await revokeSensor(db, scope, id, clock(), note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )
}
