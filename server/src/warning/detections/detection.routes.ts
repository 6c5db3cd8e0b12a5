import { DetectionDetail, DetectionListQuery, DetectionPage, Id, type Language, type Tlp } from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, may, reachOf, redReads } from '../../access/index.ts'
import { contactsOf } from '../../constituency/index.ts'
import { type App, type Db, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { hideRedDetection, hideRedDetectionDetail } from '../red.ts'
import { shownDetection } from '../shown.ts'
import { letterOf } from '../texts/letter.ts'
import { mailOf } from '../texts/mail.ts'
import { warningFacts } from '../warnings/letter.store.ts'
import { findWarning } from '../warnings/warning.store.ts'
import { lastAnswers, sameCauseElsewhere } from './context.store.ts'
import { countOpenWarnings, type DetectionRow, findDetection, listDetections } from './detection.store.ts'

/** Events shown beside a detection: enough to judge it by. */
const eventsShown = 50
export function addDetectionRoutes(app: App, { clock }: Pick<Platform, 'clock'>, sensing: Sensing, links: AnswerLinks) {
  app.get(
    '/api/v1/detections',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'Detections, the most severe first, then the newest',
        tags: ['detections'],
        querystring: DetectionListQuery,
        response: replies({ 200: DetectionPage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = 100, assigned, ...filter } = request.query
      const { caller, scope, db, red, noteOnce } = reachOf(request)
      const whose = { assigned: assigned === 'me' ? caller.id : assigned }
      const asked = { ...filter, ...whose, scope, now: clock(), hideRed: !red }
      const { items, next } = await listDetections(db, asked, cursor, limit)
      if (red) await noteOnce(db, redDetections(items))
      const shown = await withHourly(sensing, items)
      return { items: red ? shown : shown.map(hideRedDetection), next }
    },
  )

  app.get(
    '/api/v1/detections/:id',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'One detection, its events, whom to tell, and the warning as it would go out now',
        tags: ['detections'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: DetectionDetail }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, red, noteOnce } = reachOf(request)
      const row = await findDetection(db, scope, request.params.id, clock())
      if (row === null) throw new Problem(problems.notFound, 'There is no such detection.')
      const [[detection], contacts, events, openWarnings, answers, others] = await Promise.all([
        withHourly(sensing, [row]),
        contactsOf(db, [row.orgnr]),
        // Some read detections and no events, e.g. the auditor.
        may(caller, 'events.read')
          ? sensing.eventsBehind({
              ...keyOf(row),
              firstSeen: row.first_seen_at,
              lastSeen: row.last_seen_at,
              limit: eventsShown,
            })
          : [],
        countOpenWarnings(db, row.orgnr),
        lastAnswers(db, row.orgnr),
        sameCauseElsewhere(db, { scope, row, now: clock() }),
      ])
      const whom = contacts.get(row.orgnr) ?? []
      const written = await draftOf(db, row, whom[0]?.language ?? 'nb')
      const detail = {
        detection: detection as DetectionDetail['detection'],
        contacts: whom,
        events,
        open_warnings: openWarnings,
        answers,
        others,
        draft: written?.draft ?? null,
      }
      await noteOnce(db, [
        ...(red ? redDetections([row]) : []),
        ...contactReads(
          caller,
          whom.map(({ member }) => member),
        ),
      ])
      return red ? detail : hideRedDetectionDetail(detail, written?.tlp === 'RED')
    },
  )

  type Written = { draft: DetectionDetail['draft']; tlp: Tlp }
  async function draftOf(db: Db, row: DetectionRow, language: Language): Promise<Written | null> {
    if (row.warning_id === null || row.state !== 'queued') return null
    const [warning, facts] = await Promise.all([
      findWarning(db, 'all', row.warning_id),
      warningFacts(db, row.warning_id),
    ])
    if (warning?.state !== 'draft' || facts === null) return null
    const { subject, text } = mailOf(letterOf(facts, language), links.shown)
    return { draft: { warning: warning.id, language, subject, text }, tlp: facts.tlp }
  }
}

/** What the log says of reading these. */
function redDetections(rows: readonly DetectionRow[]) {
  return redReads(
    'detection',
    rows.filter(({ tlp }) => tlp === 'RED').map(({ id, orgnr }) => ({ id, member: orgnr })),
  )
}

function keyOf(row: DetectionRow) {
  return { member: row.orgnr, cause: { kind: row.cause_kind, key: row.cause_key }, innerHost: row.inner_host }
}

/** Adds the last day's pulse of each, by one question to the telemetry store. */
export async function withHourly(sensing: Sensing, rows: readonly DetectionRow[]) {
  if (rows.length === 0) return []
  const hourly = await sensing.hourlyByDetection(rows.map((row) => ({ ...keyOf(row), lastSeen: row.last_seen_at })))
  return rows.map((row, i) => shownDetection(row, hourly[i] ?? []))
}
