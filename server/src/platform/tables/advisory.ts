/** Tables of advisories: what is being written, what was published, and who writes now. */
import type { AdvisoryContent, AdvisoryNews, AdvisoryState, Audience, Language, Tlp } from '@varde/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Instant, MaybeInstant } from './columns.ts'

/** Written as JSON text, read as what it holds. */
type Json<Held> = ColumnType<Held, string, string>

export type AdvisoryTables = {
  advisory_reminder: { advisory_id: string; kind: string; about: Instant; reminded_at: Instant }
  advisory: {
    id: string
    prefix: string | null
    year: number | null
    serial: number | null
    state: Generated<Exclude<AdvisoryState, 'expired'>>
    version: Generated<number>
    created_by: string
    created_at: Instant
    changed_at: Instant
    authors: Generated<string[]>
  }
  advisory_draft: {
    advisory_id: string
    content: Json<AdvisoryContent>
    written: ColumnType<Partial<Record<Language, string>>, string | undefined, string>
    revision: Generated<number>
    changed_by: string
    writers: Generated<string[]>
    approved_by: string | null
    approved_at: MaybeInstant
    remark: Generated<string>
  }
  advisory_version: {
    advisory_id: string
    version: number
    content: Json<AdvisoryContent>
    news: Json<AdvisoryNews>
    withdrawn: Generated<boolean>
    tlp: Tlp
    audience: Audience
    cves: string[]
    members: string[]
    file: string
    document: string
    sha256: string
    sha512: string
    signature: string
    published_by: string
    published_at: Instant
  }
}
