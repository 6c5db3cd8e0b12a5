/** What one member is told of an advisory, as it is kept with its warning. Values in, values out. */
import type { Severity } from '@varde/contract'
import type { AffectedProduct } from '../../vulnerability/index.ts'
import type { Advised } from '../texts/advised.ts'
import type { AdvisoryLetter } from './advisory-letter.ts'
import { hoursUntil } from './plan.ts'

export type Telling = {
  id: string
  orgnr: string
  title: string
  severity: Severity
  tlp: string
  due_hours: number | null
  version: number
  advised: Advised
}

/** @param id of the warning */
export function tellingOf(
  advisory: AdvisoryLetter,
  { id, orgnr, products }: { id: string; orgnr: string; products: readonly AffectedProduct[] },
  now: Date,
): Telling {
  const { label, version, severity, tlp, dueAt, texts, cves, measures } = advisory
  return {
    id,
    orgnr,
    // Lists cut what is long: what it is about comes first.
    title: `${texts.nb.subject} ${label}`,
    severity,
    tlp,
    due_hours: dueAt === null ? null : hoursUntil(dueAt, now),
    version,
    advised: {
      label,
      version,
      texts,
      cves: [...cves],
      measures: [...measures],
      products: products.map(({ orgnr: _, last_seen_at, ...product }) => ({
        ...product,
        last_seen_at: last_seen_at.toISOString(),
      })),
    },
  }
}
