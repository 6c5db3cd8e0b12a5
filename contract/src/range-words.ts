/** A range of versions as people say it, for pages and web alike; what machines read keeps its own form. */
import type { Language } from './common.ts'

type Bound = '>=' | '>' | '<' | '<='

const words: Record<Language, Record<Bound, string> & { or: string }> = {
  nb: { '>=': 'fra', '>': 'etter', '<': 'før', '<=': 'til og med', or: 'eller' },
  nn: { '>=': 'frå', '>': 'etter', '<': 'før', '<=': 'til og med', or: 'eller' },
  en: { '>=': 'from', '>': 'after', '<': 'before', '<=': 'up to and including', or: 'or' },
}

/**
 * `>=4.0|<4.3.1` and `vers:generic/>=4.0|<4.3.1` as "fra 4.0, før 4.3.1"; each new lower bound or lone version begins another
 * range. What is written in any other way is given back as it is.
 */
export function rangeWords(range: string, language: Language): string {
  const of = words[language]
  const ranges: { said: string; isOpen: boolean }[] = []
  const parts = range.trim().replace(/^vers:[^/]+\//, '')
  for (const part of parts.split('|')) {
    const [, bound = '', version = ''] = /^(>=|<=|>|<|)\s*([^\s<>=!*|]+)$/.exec(part.trim()) ?? []
    if (version === '') return range
    const said = bound === '' ? version : `${of[bound as Bound]} ${version}`
    const last = ranges.at(-1)
    if (bound.startsWith('<') && last?.isOpen) ranges.splice(-1, 1, { said: `${last.said}, ${said}`, isOpen: false })
    else ranges.push({ said, isOpen: bound.startsWith('>') })
  }
  return ranges.map(({ said }) => said).join(` ${of.or} `)
}
