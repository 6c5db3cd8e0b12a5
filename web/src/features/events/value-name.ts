import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { EventField, EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { memberQuery } from '../members/members.queries.ts'
import { sensorQuery } from '../sensors/sensors.queries.ts'

type Indicator = { value: string; category: string; tlp: string }

export const indicatorQuery = (id: string) =>
  queryOptions({
    queryKey: ['indicators', 'one', id],
    queryFn: () => unwrap<Indicator>(api.GET('/api/v1/indicators/{id}', { params: { path: { id } } })),
    retry: false,
  })

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

/** How a value of a field is said: most as they stand, an id by the name it stands for, where the reader may know it. */
export function useValueName(field: EventField, value: string): string {
  const { t } = useText()
  const [mayMembers, maySensors, mayIndicators] = [
    useMay('members.read'),
    useMay('sensors.read'),
    useMay('indicators.read'),
  ]
  const member = useQuery({ ...memberQuery(value), retry: false, enabled: field === 'member' && mayMembers })
  const sensor = useQuery({ ...sensorQuery(value), retry: false, enabled: field === 'sensor' && maySensors })
  const indicator = useQuery({ ...indicatorQuery(value), enabled: field === 'indicator' && mayIndicators })
  if (field === 'hit_field' && isHitField(value)) return t(`field.${value}`)
  return member.data?.name ?? sensor.data?.name ?? indicator.data?.value ?? value
}
