/** Fictive EVE lines in the proportions of a busy sensor; the same for the same numbers. */

/** A number source that gives the same sequence each time: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const start = Date.UTC(2026, 10, 24)

/** One line in 1,000 is to a listed name, one in 1,000 an alert. */
export function eventLine(random: () => number, i: number): string {
  const whole = (below: number) => Math.floor(random() * below)
  const base = {
    timestamp: `${new Date(start + i).toISOString().slice(0, 23)}${String(i % 1000).padStart(3, '0')}+0000`,
    flow_id: i * 4099 + whole(4096),
    in_iface: 'eth0',
    event_type: 'flow',
    src_ip: `10.${whole(250)}.${whole(250)}.${whole(250)}`,
    src_port: 1024 + whole(60_000),
    dest_ip: `198.51.100.${whole(250)}`,
    dest_port: 443,
    proto: 'TCP',
  }
  const name = `h${whole(5000)}.s${whole(500)}.example`
  const kind = whole(1000)
  const line =
    kind < 500
      ? {
          ...base,
          app_proto: 'tls',
          flow: {
            pkts_toserver: whole(99),
            pkts_toclient: whole(99),
            bytes_toserver: whole(9999),
            bytes_toclient: whole(99999),
            start: base.timestamp,
            end: base.timestamp,
            age: whole(60),
            state: 'closed',
            reason: 'timeout',
            alerted: false,
          },
          tcp: {
            tcp_flags: '1b',
            tcp_flags_ts: '1b',
            tcp_flags_tc: '1b',
            syn: true,
            fin: true,
            psh: true,
            ack: true,
            state: 'closed',
          },
        }
      : kind < 700
        ? {
            ...base,
            event_type: 'dns',
            dest_port: 53,
            proto: 'UDP',
            dns: {
              version: 2,
              type: 'answer',
              id: whole(65_536),
              flags: '8180',
              qr: true,
              rd: true,
              ra: true,
              rrname: name,
              rrtype: 'A',
              rcode: 'NOERROR',
              answers: [{ rrname: name, rrtype: 'A', ttl: 300, rdata: base.dest_ip }],
            },
          }
        : kind < 850
          ? {
              ...base,
              event_type: 'tls',
              tls: {
                subject: `CN=${name}`,
                issuerdn: 'C=NO, O=Example, CN=Example CA',
                serial: '00:11:22',
                fingerprint: 'aa:bb:cc:dd',
                sni: kind === 700 ? `x${whole(99)}.listed.example` : name,
                version: 'TLS 1.3',
              },
            }
          : kind < 999
            ? {
                ...base,
                event_type: 'http',
                dest_port: 80,
                http: {
                  hostname: name,
                  url: `/path/${whole(9999)}`,
                  http_user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
                  http_content_type: 'text/html',
                  http_method: 'GET',
                  protocol: 'HTTP/1.1',
                  status: 200,
                  length: whole(99999),
                },
              }
            : {
                ...base,
                event_type: 'alert',
                alert: {
                  action: 'allowed',
                  gid: 1,
                  signature_id: 9_000_000 + whole(20),
                  rev: 1,
                  signature: 'BENCH Suspicious traffic',
                  category: 'Misc activity',
                  severity: 3,
                },
              }
  return JSON.stringify(line)
}
