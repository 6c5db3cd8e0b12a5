/** Recorded-looking EVE lines for the demonstration: mostly harmless traffic, and now and then something that is not. */
import type { DemoMember } from './sector.ts'

/** What a member's sensor sees when something is wrong, in the order that the demonstration tells it. */
export const incidents = ['c2', 'phishing', 'malware', 'botnet', 'ransomware', 'alert', 'scan'] as const
export type Incident = (typeof incidents)[number]

type Line = Record<string, unknown>

/** A number source that gives the same demonstration each time: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const harmless = ['journal.example', 'e-resept.example', 'kalender.example', 'oppdatering.example', 'tid.example']

export function harmlessLine(member: DemoMember, time: Date, random: () => number): Line {
  const name = harmless[Math.floor(random() * harmless.length)] as string
  const base = connection(member.host(Math.floor(random() * 800)), '192.0.2.10', 443, time, random)
  const kind = random()
  if (kind < 0.5)
    return { ...base, event_type: 'flow', app_proto: 'tls', flow: { pkts_toserver: 12, pkts_toclient: 14 } }
  if (kind < 0.75) return { ...base, event_type: 'tls', tls: { sni: name, version: 'TLS 1.3' } }
  return { ...base, dest_port: 53, proto: 'UDP', event_type: 'dns', dns: { type: 'query', rrname: name, rrtype: 'A' } }
}

export function incidentLine(incident: Incident, member: DemoMember, time: Date, random: () => number): Line {
  const host = member.host(Math.floor(random() * 12))
  const outward = (address: string, port: number) => connection(host, address, port, time, random)
  switch (incident) {
    case 'c2':
      return { ...outward('203.0.113.66', 8443), event_type: 'flow', flow: { pkts_toserver: 40, pkts_toclient: 38 } }
    case 'phishing':
      return { ...outward('192.0.2.77', 443), event_type: 'tls', tls: { sni: 'min-side.innlogging-portal.example' } }
    case 'malware':
      return {
        ...outward('192.0.2.80', 53),
        proto: 'UDP',
        event_type: 'dns',
        dns: { type: 'query', rrname: 'update-check.example', rrtype: 'A' },
      }
    case 'botnet':
      return { ...outward('198.51.100.200', 6667), event_type: 'flow', flow: { pkts_toserver: 9, pkts_toclient: 7 } }
    case 'ransomware':
      return {
        ...outward('192.0.2.90', 80),
        event_type: 'http',
        http: { hostname: 'nokkel-tjeneste.example', url: '/k', http_method: 'POST', status: 200 },
      }
    case 'alert':
      return {
        ...outward('192.0.2.99', 445),
        event_type: 'alert',
        alert: {
          action: 'allowed',
          signature_id: 9000001,
          signature: 'DEMO Mulig sideveis bevegelse over SMB',
          category: 'Attempted Administrator Privilege Gain',
          severity: 1,
        },
      }
    case 'scan':
      return { ...connection('192.0.2.45', host, 22, time, random), event_type: 'flow', flow: { pkts_toserver: 1 } }
  }
}

function connection(source: string, destination: string, port: number, time: Date, random: () => number): Line {
  return {
    timestamp: time.toISOString(),
    flow_id: Math.floor(random() * 2 ** 50),
    in_iface: 'demo0',
    src_ip: source,
    src_port: 20000 + Math.floor(random() * 40000),
    dest_ip: destination,
    dest_port: port,
    proto: 'TCP',
  }
}
