/**
 * Suricata EVE lines as a sensor writes them, with fictive content. Each maker takes only what a test cares about; the
 * rest is filled in. Every line gets its own `flow_id`, so that two lines made alike are two events; give `flow_id` to
 * make a line twice.
 */

type Line = Record<string, unknown>

export type EveOptions = {
  timestamp?: string
  flow_id?: number
  src_ip?: string
  src_port?: number
  dest_ip?: string
  dest_port?: number
  proto?: string
  app_proto?: string
}

let flow = 1000

/** What every line has: from a member's host to the internet, unless told otherwise. */
function base(event_type: string, given: EveOptions, usual: EveOptions = {}): Line {
  return {
    timestamp: '2026-11-24T03:00:00.000000+0000',
    flow_id: ++flow,
    in_iface: 'eth0',
    event_type,
    src_ip: '10.1.2.3',
    src_port: 49152,
    dest_ip: '192.0.2.10',
    dest_port: 443,
    proto: 'TCP',
    ...usual,
    ...given,
  }
}

export const eve = {
  flow(given: EveOptions = {}): Line {
    return { ...base('flow', given), flow: { pkts_toserver: 12, pkts_toclient: 14, state: 'closed' } }
  },

  /** `version` is Suricata's DNS format: 1 and 2 have `rrname`, 3 has `queries`. */
  dns({
    rrname = 'www.example',
    version = 2,
    ...given
  }: EveOptions & { rrname?: string; version?: 1 | 2 | 3 } = {}): Line {
    const usual = { dest_port: 53, proto: 'UDP', app_proto: 'dns' }
    const dns =
      version === 3
        ? { version, type: 'request', id: 7, queries: [{ rrname, rrtype: 'A' }] }
        : { version, type: 'query', id: 7, rrname, rrtype: 'A' }
    return { ...base('dns', given, usual), dns }
  },

  tls({ sni = 'www.example', ...given }: EveOptions & { sni?: string } = {}): Line {
    return { ...base('tls', given, { app_proto: 'tls' }), tls: { sni, version: 'TLS 1.3' } }
  },

  http({ hostname = 'www.example', url = '/', ...given }: EveOptions & { hostname?: string; url?: string } = {}): Line {
    const http = { hostname, url, http_method: 'GET', http_user_agent: 'test/1.0', status: 200, length: 512 }
    return { ...base('http', given, { dest_port: 80, app_proto: 'http' }), http }
  },

  alert({
    signature_id = 9000001,
    signature = 'TEST Suspicious traffic',
    category = 'A Network Trojan was detected',
    severity = 1,
    ...given
  }: EveOptions & { signature_id?: number; signature?: string; category?: string; severity?: number } = {}): Line {
    const alert = { action: 'allowed', gid: 1, rev: 1, signature_id, signature, category, severity }
    return { ...base('alert', given), alert }
  },

  /** What a sensor tells of itself, counted since its start. */
  stats({
    timestamp = '2026-11-24T03:00:00.000000+0000',
    uptime = 8,
    packets = 0,
    drops = 0,
    memcap_drops = 0,
    rules_loaded = 41_828,
    version,
  }: {
    timestamp?: string
    uptime?: number
    packets?: number
    drops?: number
    memcap_drops?: number
    rules_loaded?: number
    version?: string
  } = {}): Line {
    const engine = { id: 0, last_reload: '2026-11-24T02:00:00.000000+0100', rules_loaded, rules_failed: 2 }
    const stats = {
      uptime,
      capture: { kernel_packets: packets, kernel_drops: drops, errors: 0 },
      decoder: { pkts: packets, invalid: 0 },
      tcp: { sessions: 3, ssn_memcap_drop: 0, segment_memcap_drop: memcap_drops },
      detect: { engines: [engine], alert: 1 },
    }
    return { timestamp, event_type: 'stats', ...(version ? { suricata_version: version } : {}), stats }
  },

  /** Lines as a body: one JSON object a line. */
  ndjson(lines: readonly Line[]): string {
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  },
}
