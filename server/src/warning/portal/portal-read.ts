/** What a member's own people read, put together: for themselves, and for staff who look at it as they see it. */
import type { Language, PortalToday, PortalWarning, PortalWarningDetail } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { memberNames } from '../../constituency/index.ts'
import { type Db, Problem, problems } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { unresolvedCounts } from '../../vulnerability/index.ts'
import { standingOf } from '../answers/standing.store.ts'
import { filesTo } from '../delivery/reply-file.store.ts'
import { findWarning, listWarnings, responsesTo, type WarningRow } from '../warnings/warning.store.ts'
import { lettersOf, messagesOf, shownInPortal, unansweredOf, undeliveredOf, unfinishedOf } from './portal.store.ts'

/** `rows`: the warnings that were read, and `contacts`: the members whose contacts were, for the log. */
type Read<T> = { shown: T; rows: WarningRow[]; contacts: string[] }
/** `db` sees the scope's rows alone. */
type Reader = { db: Db; scope: readonly string[]; language: Language }

/** @param own all of the reader's members, of whom `scope` may be a part */
export async function readToday(
  { db, scope, language }: Reader,
  { own, phone, now, sensing }: { own: readonly string[]; phone: string | null; now: Date; sensing: Sensing },
): Promise<Read<PortalToday>> {
  const [names, unanswered, unfinished, undelivered, sensors, vulnerabilities] = await Promise.all([
    memberNames(db, own),
    unansweredOf(db, scope),
    unfinishedOf(db, scope),
    undeliveredOf(db, scope),
    sensing.sensorsOf(scope),
    unresolvedCounts(db, scope),
  ])
  const named = (orgnr: string) => ({ member: orgnr, member_name: names.get(orgnr) ?? orgnr })
  const shown = {
    as_of: now.toISOString(),
    members: [...names]
      .map(([orgnr, name]) => ({ orgnr, name }))
      .sort((a, b) => a.name.localeCompare(b.name, language)),
    phone,
    unanswered: await shownInPortal(db, unanswered.rows, language),
    unanswered_count: unanswered.count,
    unfinished: await shownInPortal(db, unfinished, language),
    undelivered: undelivered.map(({ orgnr, ...contact }) => ({ ...contact, member: orgnr })),
    silent_sensors: [...sensors]
      .filter(([, { silent }]) => silent > 0)
      .map(([orgnr, counts]) => ({ ...named(orgnr), ...counts })),
    vulnerabilities,
  }
  const contacts = undelivered.map(({ orgnr }) => orgnr)
  return { shown, rows: [...unanswered.rows, ...unfinished], contacts }
}

type Paged = { open?: boolean | undefined; cursor?: string | undefined; limit?: number | undefined }

export async function readWarnings(
  { db, scope, language }: Reader,
  { open, cursor, limit = 100 }: Paged,
): Promise<Read<{ items: PortalWarning[]; next: string | null }>> {
  const { items, next } = await listWarnings(db, { scope, open }, cursor, limit)
  return { shown: { items: await shownInPortal(db, items, language), next }, rows: items, contacts: [] }
}

/** @throws Problem not_found */
export async function readWarning(
  { db, scope, language }: Reader,
  id: string,
  phone: string | null,
): Promise<Read<PortalWarningDetail>> {
  const warning = await findOwn(db, scope, id)
  const [[shown], letters, responses, messages, files] = await Promise.all([
    shownInPortal(db, [warning], language),
    lettersOf(db, [id], language),
    responsesTo(db, id),
    messagesOf(db, id),
    filesTo(db, id),
  ])
  const letter = letters.get(id)
  if (shown === undefined || letter === undefined) throw notThere()
  const standing = await standingOf(db, { warning: id, orgnr: warning.orgnr, letter, ofOurs: false })
  const detail = {
    warning: shown,
    tlp: warning.tlp,
    language,
    phone,
    findings: letter.findings.map(({ what, where, when, howSure }) => ({ what, where, when, how_sure: howSure })),
    more: letter.more,
    meaning: [...letter.meaning],
    tlp_text: letter.tlp,
    ...standing,
    responses: responses
      .map(({ contact_id: _, created_at, recorded_by: __, ...response }) => ({
        ...response,
        recorded_by: null,
        attachments: files.get(response.id) ?? [],
        at: created_at.toISOString(),
      }))
      .reverse(),
    messages: messages.map(({ created_at, ...message }) => ({ ...message, at: created_at.toISOString() })),
  }
  return { shown: detail, rows: [warning], contacts: [] }
}

/** @throws Problem not_found */
export async function findOwn(db: Db, scope: Scope, id: string): Promise<WarningRow> {
  const warning = await findWarning(db, scope, id)
  if (warning === null) throw notThere()
  return warning
}

const notThere = () => new Problem(problems.notFound, 'There is no such warning.')
