import { Link, type LinkProps } from '@tanstack/react-router'
import type { AuditEntry, ObjectKind } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { middle } from '../../components/middle.ts'

type Target = Pick<LinkProps, 'to' | 'params' | 'search'>

/** Where each kind of object is shown; null where it has no page. Total: a new kind must say. */
const places: Record<ObjectKind, (id: string, member: string | null) => Target | null> = {
  member: (orgnr) => ({ to: '/members/$orgnr', params: { orgnr } }),
  contact: (_id, member) => (member === null ? null : { to: '/members/$orgnr', params: { orgnr: member } }),
  webhook: (webhook, member) =>
    member === null ? null : { to: '/members/$orgnr', params: { orgnr: member }, search: { webhook } },
  claim: (_id, member) => (member === null ? null : { to: '/members/$orgnr', params: { orgnr: member } }),
  sensor: (id) => ({ to: '/sensors/$id', params: { id } }),
  detection: (open) => ({ to: '/triage', search: { open } }),
  suppression: () => ({ to: '/triage/suppressions' }),
  warning: (id) => ({ to: '/warnings/$id', params: { id } }),
  person: (id) => ({ to: '/people/$id', params: { id } }),
  key: (id) => ({ to: '/keys/$id', params: { id } }),
  retention: () => ({ to: '/protection' }),
  hold: () => ({ to: '/protection' }),
  failure: () => ({ to: '/now' }),
  alias: () => ({ to: '/products', search: { tab: 'decided' } }),
  indicator: (id) => ({ to: '/indicators/$id', params: { id } }),
  allow_entry: () => ({ to: '/indicators', search: { view: 'allowlist' } }),
  hunt: (id) => ({ to: '/hunt/$id', params: { id } }),
  campaign: (id) => ({ to: '/correlation/$id', params: { id } }),
  advisory: (id) => ({ to: '/advisories/$id', params: { id } }),
  measure: (key) => ({ to: '/measures/$key', params: { key } }),
  vulnerability: (cve) => ({ to: '/vulnerabilities/$cve', params: { cve } }),
  policy: (id) => (id === 'chase' ? { to: '/call-list/rules' } : null),
  view: () => null,
  session: () => null,
  audit: () => null,
  address: () => null,
}

/** What it was done to, with the way there. */
export function ObjectLink({ of: entry, plain = false }: { of: AuditEntry; plain?: boolean }) {
  const { t } = useText()
  const { object_kind: kind, object_id: id } = entry
  if (kind === null) return <span className="dash">–</span>
  const target = id === null || plain ? null : places[kind](id, entry.member)
  const shown = id === null ? null : <span className="mono">{middle(id, 12)}</span>
  return (
    <>
      {t(`object.${kind}`)}{' '}
      {target ? (
        <Link {...target} className="ds-link">
          {shown}
        </Link>
      ) : (
        <span className="quiet">{shown}</span>
      )}
    </>
  )
}
