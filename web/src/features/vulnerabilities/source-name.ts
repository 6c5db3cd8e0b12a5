/** Who says something, in words. */
import type { Say } from '../../app/i18n.tsx'

const known = {
  'kev:cisa': 'CISA KEV',
  'kev:eu': 'EU KEV',
  'cve:cna': 'CVE (CNA)',
  'cve:adp:CISA-ADP': 'CISA Vulnrichment',
  'ssvc:CISA-ADP': 'CISA SSVC',
} as const

export function sourceName(source: string, t: Say): string {
  if (source === 'analyst') return t('source_name.analyst')
  if (source === 'sighting') return t('source_name.sighting')
  if (source === 'kev:own') return t('source_name.own')
  if (source === 'partner') return t('source_name.partner')
  if (source.startsWith('partner:')) return source.slice('partner:'.length)
  if (source.startsWith('scan:')) return source.slice('scan:'.length)
  return known[source as keyof typeof known] ?? source
}
