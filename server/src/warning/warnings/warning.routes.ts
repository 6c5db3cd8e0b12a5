import { Readable } from 'node:stream'
import {
  type WarningDetail as Detail,
  Id,
  languages,
  type Warning,
  WarningDetail,
  WarningListQuery,
  WarningPage,
} from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, reachOf, redReads } from '../../access/index.ts'
import { contactsOf } from '../../constituency/index.ts'
import { type App, type Db, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { othersOf } from '../channels/other-delivery.store.ts'
import { stepsOf } from '../chase/chase.store.ts'
import { type Moved, moveOf } from '../chase/deadline.store.ts'
import { filesTo, knownOf } from '../delivery/reply-file.store.ts'
import { withHourly } from '../detections/detection.routes.ts'
import { detectionsOfWarning } from '../detections/detection.store.ts'
import { hideRedWarning, hideRedWarningDetail } from '../red.ts'
import { asMemberSees, iso, shownWait, shownWarning } from '../shown.ts'
import { letterOf } from '../texts/letter.ts'
import { mailOf } from '../texts/mail.ts'
import { warningProblems } from '../warning.problems.ts'
import { warningFacts } from './letter.store.ts'
import { sendWarning } from './send.store.ts'
import { timelineOf } from './timeline.ts'
import {
  allWarnings,
  type DeliveryRow,
  deliveriesOf,
  findWarning,
  listWarnings,
  responsesTo,
  type WarningRow,
} from './warning.store.ts'
import { warningFile } from './warning-file.ts'

/** A file of warnings, sent as it is read. */
export const warningLines = {
  ...replies({}, guarded),
  200: {
    description: 'One line a warning',
    content: { 'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
  },
}

export function addWarningListRoutes(app: App, { clock }: Platform, sensing: Sensing, links: AnswerLinks) {
  app.get(
    '/api/v1/warnings',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'Warnings, the newest first; members see those that were sent to them',
        tags: ['warnings'],
        querystring: WarningListQuery,
        response: replies({ 200: WarningPage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = 100, ...filter } = request.query
      const { scope, db, red, noteOnce } = reachOf(request)
      const { items, next } = await listWarnings(db, { ...filter, scope, hideRed: !red }, cursor, limit)
      if (red) await noteOnce(db, redWarnings(items))
      return { items: items.map((row) => shownTo(red, row)), next }
    },
  )

  app.get(
    '/api/v1/warnings/export',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'All warnings by a filter, as CSV',
        tags: ['warnings'],
        querystring: Type.Omit(WarningListQuery, ['cursor', 'limit']),
        response: warningLines,
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      // A file may go anywhere, so it has no text of TLP:RED, and none is found by it.
      async function* rows() {
        for await (const row of allWarnings(db, { ...request.query, scope, hideRed: true })) yield shownTo(false, row)
      }
      await note(db, { act: 'warnings.exported', details: { ...request.query } })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="varde-varsler-${clock().toISOString().slice(0, 10)}.csv"`)
        .send(Readable.from(warningFile(rows())))
    },
  )

  app.get(
    '/api/v1/warnings/:id',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'One warning: what was said, to whom it came, what was answered',
        tags: ['warnings'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: WarningDetail }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, red, noteOnce } = reachOf(request)
      const { id } = request.params
      const warning = await findWarning(db, scope, id)
      if (warning === null) throw new Problem(problems.notFound, 'There is no such warning.')
      const [detections, deliveries, others, responses, files] = await Promise.all([
        detectionsOfWarning(db, scope, id, clock()).then((rows) => withHourly(sensing, rows)),
        deliveriesOf(db, id),
        othersOf(db, id),
        responsesTo(db, id),
        filesTo(db, id),
      ])
      await noteOnce(db, [
        ...(red ? redWarnings([warning]) : []),
        ...contactReads(caller, deliveries.length > 0 ? [warning.orgnr] : []),
      ])
      const own = scope !== 'all'
      const hashes = [...files.values()].flat().map(({ sha256 }) => sha256)
      const known = own ? new Map() : await knownOf(db, id, hashes, { red })
      const detail: Detail = {
        warning: shownWarning(warning),
        detections: own ? detections.map(asMemberSees) : detections,
        deliveries: deliveries.map((row) => ({
          id: row.id,
          kind: row.kind,
          contact_name: row.contact_name,
          email: row.email,
          language: row.language,
          state: row.state,
          attempts: row.attempts,
          last_reply: row.last_reply,
          created_at: row.created_at.toISOString(),
          delivered_at: iso(row.delivered_at),
          protection: row.protection,
          status: row.status,
          reported_at: iso(row.reported_at),
          waits_for_key: row.waits_for_key,
          waits: shownWait(row.waits),
          together: row.together,
        })),
        others,
        responses: responses.map(({ contact_id: _, created_at, recorded_by, ...response }) => ({
          ...response,
          recorded_by: own ? null : recorded_by,
          attachments: (files.get(response.id) ?? []).map((file) => ({ ...file, ...known.get(file.sha256) })),
          at: created_at.toISOString(),
        })),
        texts: await textsOf(db, warning.orgnr, id, deliveries),
        timeline: timelineOf(
          own ? { ...warning, approved_by: null } : warning,
          deliveries,
          responses,
          own ? [] : await stepsOf(db, id),
        ),
        deadline_moved: own ? null : shownMove(await moveOf(db, id)),
        seconds_to_warn:
          warning.sent_at === null ? null : (warning.sent_at.getTime() - warning.received_at.getTime()) / 1000,
      }
      return red ? detail : hideRedWarningDetail(detail)
    },
  )

  /** As it was sent; in languages where nothing has been sent yet, as it would be now. */
  async function textsOf(
    db: Db,
    orgnr: string,
    id: string,
    deliveries: readonly DeliveryRow[],
  ): Promise<Detail['texts']> {
    const sent = new Map(
      deliveries.filter(({ kind, subject }) => kind === 'warning' && subject !== '').map((row) => [row.language, row]),
    )
    const contacts = (await contactsOf(db, [orgnr])).get(orgnr) ?? []
    const wanted = new Set([...deliveries, ...contacts].map(({ language }) => language))
    const facts = await warningFacts(db, id)
    if (facts === null) return []
    return languages
      .filter((language) => wanted.has(language) || (wanted.size === 0 && language === 'nb'))
      .map((language) => {
        const kept = sent.get(language)
        if (kept) return { language, subject: kept.subject, text: kept.body_text }
        const { subject, text } = mailOf(letterOf(facts, language), links.shown)
        return { language, subject, text }
      })
  }

  app.post(
    '/api/v1/warnings/:id/send',
    {
      config: { rule: { action: 'warnings.send' } },
      schema: {
        summary: 'Send a draft, or again one that reached nobody',
        tags: ['warnings'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [
          ...guarded,
          problems.notFound,
          warningProblems.warningNotSendable,
          warningProblems.noContact,
        ]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      await sendWarning(db, { id: request.params.id, scope, by: caller.name, now: clock(), note })
      return reply.code(204).send(null)
    },
  )
}

export function shownTo(red: boolean, row: WarningRow): Warning {
  return red ? shownWarning(row) : hideRedWarning(shownWarning(row))
}

function shownMove(move: Moved | null): Detail['deadline_moved'] {
  if (move === null) return null
  const { due_before, reason, author, moved_at } = move
  return { due_before: due_before.toISOString(), reason, author, at: moved_at.toISOString() }
}

/** What the log says of reading these. */
export function redWarnings(rows: readonly WarningRow[]) {
  return redReads(
    'warning',
    rows.filter(({ tlp }) => tlp === 'RED').map(({ id, orgnr }) => ({ id, member: orgnr })),
  )
}
