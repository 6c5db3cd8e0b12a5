/** What a warning says, read from its detections. */
import { type CauseKind, categories, type HitField, type IndicatorType, type Severity, type Tlp } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { isReportSignature } from '../../sensing/index.ts'
import type { Advised } from '../texts/advised.ts'
import type { WarningFacts } from '../texts/letter.ts'
import { readTexts, type Texts } from '../texts/text.store.ts'

type Row = {
  kind: CauseKind
  key: string
  label: string
  category: string
  indicator_type: IndicatorType | null
  source: string
  confidence: number | null
  inner_host: string | null
  fields: HitField[]
  severity: Severity
  attribution: 'network' | 'sensor'
  /** Not in what was kept before there were look-backs. */
  retrospective?: boolean
  events: number
  /** RFC 3339. */
  first_seen_at: string
  last_seen_at: string
}

/** The detections of a warning `w` as they are now, all that a letter needs of them. */
const contentNow = (which: RawBuilder<unknown>) => sql`(
  select jsonb_agg(jsonb_build_object('kind', cause_kind, 'key', cause_key, 'label', cause_label,
    'category', cause_category, 'indicator_type', indicator_type, 'source', source, 'confidence', confidence,
    'inner_host', host(inner_host), 'fields', fields, 'severity', severity, 'attribution', attribution,
    'retrospective', retrospective, 'events', events, 'first_seen_at', first_seen_at, 'last_seen_at', last_seen_at) order by severity_rank, inner_host, id)
  from detection where warning_id = w.id and ${which})`
/** The newest version of any text. */
const textsNow = sql`(select coalesce(max(number), 0) from warning_text)`
const undismissed = sql`state <> 'dismissed'`
const dueHoursNow = sql`(select due_hours from chase_rule where severity = w.severity)`
/** Hours that the member of a warning `w` has to answer: those that were said, or that would be said now. */
export const dueHours = sql`coalesce(w.due_hours, ${dueHoursNow})`

/**
 * Keeps what warnings say, as they are sent. A detection may be seen again, and even move on to another warning; the
 * mail that is tried once more and the page behind its link still say what was said.
 */
export async function keepContent(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`
    update warning w set content = coalesce(${contentNow(undismissed)}, '[]'), texts = ${textsNow},
      due_hours = case when advisory_id is null then ${dueHoursNow} else ${dueHours} end
    where id = any(${ids}::uuid[]) and content is null`.execute(trx)
}

/** What warnings say when they have come back: that of their detections which the member is told of anew. */
export async function renewContent(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`
    update warning w set content = coalesce(${contentNow(sql`state = 'warned'`)}, content), texts = ${textsNow},
      due_hours = ${dueHoursNow}
    where id = any(${ids}::uuid[]) and content is not null`.execute(trx)
}

/** What a warning said when it was sent, or would say now. @returns null where there is no such warning */
export async function warningFacts(db: Db, id: string): Promise<WarningFacts | null> {
  return (await warningFactsOf(db, [id])).get(id) ?? null
}

export async function warningFactsOf(db: Db, ids: readonly string[]): Promise<Map<string, WarningFacts>> {
  const { rows } = await sql<Warned>`
    select w.id, w.number, w.severity, w.tlp, ${dueHours} as due_hours, m.name, coalesce(w.content, ${contentNow(undismissed)}) as content, w.measures, w.advised,
      case when w.content is not null then coalesce(w.texts, 0) end as upto
    from warning w join member m using (orgnr) where w.id = any(${ids}::uuid[])`.execute(db)
  const texts = new Map<number | null, Texts>()
  for (const upto of new Set(rows.map((row) => row.upto))) texts.set(upto, await readTexts(db, upto))
  return new Map(rows.map((row) => [row.id, factsOf(row, texts.get(row.upto) as Texts)]))
}

type Warned = {
  id: string
  number: number
  severity: Severity
  tlp: Tlp
  due_hours: number
  name: string
  content: Row[] | null
  measures: { add: string[]; remove: string[] } | null
  advised: Advised | null
  /** Texts as they were at this version; null for now. */
  upto: number | null
}

function factsOf(warning: Warned, texts: Texts): WarningFacts {
  const { add, remove } = warning.measures ?? { add: [], remove: [] }
  const all = categories.flatMap((category) => texts[category].measures)
  return {
    number: warning.number,
    severity: warning.severity,
    tlp: warning.tlp,
    dueHours: warning.due_hours,
    memberName: warning.name,
    advised: warning.advised,
    texts,
    measures: { add: add.flatMap((id) => all.find((measure) => measure.id === id) ?? []), remove },
    detections: (warning.content ?? []).map((row) => ({
      kind: row.kind,
      reported: row.kind === 'signature' && isReportSignature(row.key),
      key: row.key,
      label: row.label,
      category: row.category,
      indicatorType: row.indicator_type,
      source: row.source,
      confidence: row.confidence,
      innerHost: row.inner_host,
      fields: row.fields,
      severity: row.severity,
      attribution: row.attribution,
      retrospective: row.retrospective ?? false,
      events: row.events,
      firstSeen: new Date(row.first_seen_at),
      lastSeen: new Date(row.last_seen_at),
    })),
  }
}
