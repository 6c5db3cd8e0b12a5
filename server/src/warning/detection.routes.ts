import {
  DetectionDetail,
  DetectionListQuery,
  DetectionPage,
  Id,
  TriageDismiss,
  TriageRestore,
  TriageResult,
  TriageWarn,
} from '@varde/contract'
import { Type } from 'typebox'
import { accessProblems, callerOf, scopeOf } from '../access/index.ts'
import { contactsOf } from '../constituency/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../platform/index.ts'
import type { Sensing } from '../sensing/index.ts'
import type { AnswerLinks } from './answer-link.ts'
import { countOpenWarnings, type DetectionRow, findDetection, listDetections } from './detection.store.ts'
import { warningFacts } from './letter.store.ts'
import { shownDetection } from './shown.ts'
import { dismiss, restore, warnAbout } from './triage.store.ts'
import { findWarning } from './warning.store.ts'
import { letterOf } from './warning-text/letter.ts'
import { mailOf } from './warning-text/mail.ts'

/** Events shown beside a detection: enough to judge it by. */
const eventsShown = 50
const guarded = [accessProblems.notSignedIn, accessProblems.notAllowed]

export function addDetectionRoutes(
  app: App,
  { postgres: { db }, clock }: Platform,
  sensing: Sensing,
  links: AnswerLinks,
) {
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
      const { cursor, limit = 100, ...filter } = request.query
      const scope = scopeOf(callerOf(request), 'detections.read')
      const { items, next } = await listDetections(db, { ...filter, scope }, cursor, limit)
      return { items: await withHourly(sensing, items), next }
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
      const scope = scopeOf(callerOf(request), 'detections.read')
      const row = await findDetection(db, scope, request.params.id)
      if (row === null) throw new Problem(problems.notFound, 'There is no such detection.')
      const [[detection], contacts, events, openWarnings] = await Promise.all([
        withHourly(sensing, [row]),
        contactsOf(db, [row.orgnr]),
        sensing.eventsBehind({ ...keyOf(row), limit: eventsShown }),
        countOpenWarnings(db, row.orgnr),
      ])
      const whom = contacts.get(row.orgnr) ?? []
      return {
        detection: detection as DetectionDetail['detection'],
        contacts: whom,
        events,
        open_warnings: openWarnings,
        draft: await draftOf(row, whom[0]?.language ?? 'nb'),
      }
    },
  )

  async function draftOf(row: DetectionRow, language: 'nb' | 'nn' | 'en'): Promise<DetectionDetail['draft']> {
    if (row.warning_id === null || row.state !== 'queued') return null
    const [warning, facts] = await Promise.all([
      findWarning(db, 'all', row.warning_id),
      warningFacts(db, row.warning_id),
    ])
    if (warning?.state !== 'draft' || facts === null) return null
    const { subject, text } = mailOf(letterOf(facts, language), links.shown)
    return { warning: warning.id, language, subject, text }
  }

  app.post(
    '/api/v1/detections/warn',
    {
      config: { rule: { action: 'warnings.send' } },
      schema: {
        summary: 'Warn the members concerned: one mail to each contact, whatever the number of detections',
        tags: ['detections'],
        body: TriageWarn,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const scope = scopeOf(caller, 'warnings.send')
      return await warnAbout(db, { ids: request.body.detections, scope, by: caller.name, now: clock() })
    },
  )

  app.post(
    '/api/v1/detections/dismiss',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Set detections aside, with a reason; seen again they stay so',
        tags: ['detections'],
        body: TriageDismiss,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const scope = scopeOf(caller, 'detections.triage')
      const { detections, reason } = request.body
      return await dismiss(db, { ids: detections, scope, by: caller.name, now: clock() }, reason)
    },
  )

  app.post(
    '/api/v1/detections/restore',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Take a dismissal back',
        tags: ['detections'],
        body: TriageRestore,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const scope = scopeOf(caller, 'detections.triage')
      return await restore(db, { ids: request.body.detections, scope, by: caller.name, now: clock() })
    },
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
