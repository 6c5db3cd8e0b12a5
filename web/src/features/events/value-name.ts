import type { EventField, EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

type HitField = EventRecord['hits'][number]['field']
const hitFields: Record<HitField, true> = {
  src_ip: true,
  dest_ip: true,
  dns: true,
  dns_answer: true,
  tls_sni: true,
  tls_name: true,
  tls_fingerprint: true,
  ja3: true,
  ja4: true,
  http_host: true,
  http_url: true,
  http_referer: true,
  file_hash: true,
  email: true,
}
const isHitField = (value: string): value is HitField => Object.hasOwn(hitFields, value)

/** How a value of a field is said: most as they stand, a closed list in the reader's words. */
export function useValueName(): (field: EventField, value: string) => string {
  const { t } = useText()
  return (field, value) => (field === 'hit_field' && isHitField(value) ? t(`field.${value}`) : value)
}
