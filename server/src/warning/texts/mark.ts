/** How severe something is, as a shape and a word: `◆ Kritisk`. */
import type { Severity } from '@varde/contract'
import type { Words } from './words.ts'

const shapes: Record<Severity, string> = { critical: '◆', high: '▲', medium: '●', low: '○' }

export function markOf(severity: Severity, words: Words): string {
  return `${shapes[severity]} ${words.severity[severity]}`
}
