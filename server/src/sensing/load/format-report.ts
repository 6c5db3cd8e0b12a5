/** Varde's own lines of reports: `ReportLine` in shadowserver.ts. Their time is not called `timestamp`, as EVE's is. */

import { reportSignatureId } from '../reports/report-columns.ts'
import { bareHash, bareName, type Format, readableLine, timeOfText, without } from './format.ts'

const about = `if(e.about = '', '', concat(' (', e.about, ')'))`

export const report: Format = {
  name: 'report',
  mark: '"report"',
  fields: {
    report: 'String',
    kind: 'String',
    about: 'String',
    title: 'String',
    time: 'String',
    src_ip: 'String',
    src_port: 'UInt16',
    dest_ip: 'String',
    dest_port: 'UInt16',
    proto: 'String',
    type: 'String',
    severity: 'UInt8',
    dns_names: 'Array(String)',
    host: 'String',
    url: 'String',
    hashes: 'Array(String)',
    details: 'Map(String, String)',
  },
  time: `if(${readableLine} and e.report != '', ${timeOfText('e.time')}, null)`,
  columns: {
    event_type: `'report'`,
    src_ip: 'toIPv6OrDefault(e.src_ip)',
    src_port: 'e.src_port',
    dest_ip: 'toIPv6OrDefault(e.dest_ip)',
    dest_port: 'e.dest_port',
    proto: 'e.proto',
    dns_names: `arrayDistinct(${without("''", `arrayMap(n -> ${bareName('n')}, e.dns_names)`)})`,
    http_host: bareName(`if(e.host != '', e.host, domain(e.url))`),
    http_url: 'e.url',
    file_hashes: `arrayMap(h -> ${bareHash('h')}, e.hashes)`,
    signature: `if(e.severity > 0, concat('Shadowserver: ', e.title, ${about}), '')`,
    signature_id: reportSignatureId('e.report', 'e.kind', 'e.about'),
    category: 'e.type',
    severity: 'e.severity',
    details: `mapConcat(map('kind', e.kind, 'title', e.title), e.details)`,
  },
}
