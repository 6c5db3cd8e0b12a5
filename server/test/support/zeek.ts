/** Lines of Zeek's logs as JSON, with fictive content; each has what the log's writer always writes. */

type Line = Record<string, unknown>

/** 2026-11-24T03:00:00.123456Z */
const ts = 1_795_489_200.123456
const connection = {
  ts,
  uid: 'CAbc1',
  'id.orig_h': '10.1.2.3',
  'id.orig_p': 49152,
  'id.resp_h': '192.0.2.10',
  'id.resp_p': 443,
}

export const zeek = {
  conn(given: Line): Line {
    const seen = { proto: 'tcp', service: 'ssl', duration: 1.5, orig_bytes: 300, resp_bytes: 900, conn_state: 'SF' }
    return { ...connection, ...seen, history: 'ShADadFf', orig_pkts: 7, resp_pkts: 6, ...given }
  },
  dns({ query, answers }: { query: string; answers: string[] }): Line {
    const asked = { proto: 'udp', trans_id: 7, query, qclass: 1, qtype: 1, qtype_name: 'A', rcode_name: 'NOERROR' }
    return { ...connection, ...asked, answers, TTLs: answers.map(() => 60) }
  },
  ssl({ server_name, ja3 }: { server_name: string; ja3: string }): Line {
    return { ...connection, version: 'TLSv13', cipher: 'TLS_AES_128_GCM_SHA256', server_name, established: true, ja3 }
  },
  http({ host, uri }: { host: string; uri: string }): Line {
    return {
      ...connection,
      trans_depth: 1,
      method: 'GET',
      host,
      uri,
      version: '1.1',
      status_code: 200,
      response_body_len: 9,
    }
  },
  files({ sha256 }: { sha256: string }): Line {
    const file = { fuid: 'FAbc1', source: 'HTTP', mime_type: 'application/x-dosexec', seen_bytes: 99, sha256 }
    return { ts, tx_hosts: ['192.0.2.10'], rx_hosts: ['10.1.2.3'], conn_uids: ['CAbc1'], ...file }
  },
  x509({ names, fingerprint }: { names: string[]; fingerprint: string }): Line {
    const subject = { 'certificate.version': 3, 'certificate.subject': 'CN=www', 'certificate.issuer': 'CN=ca' }
    return { ts, fingerprint, ...subject, 'certificate.not_valid_after': 1_800_000_000, 'san.dns': names }
  },
  software(given: Line): Line {
    return { ts, host: '10.1.2.4', host_p: 22, 'version.major': 9, 'version.minor': 6, ...given }
  },
}
