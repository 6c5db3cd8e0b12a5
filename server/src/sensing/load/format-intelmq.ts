/**
 * IntelMQ's events as its outputs write them: flat JSON with dotted keys.
 * https://docs.intelmq.org/latest/dev/data-format/
 *
 * Accounts and free extra fields are not taken: they may name people.
 */

import { filledDetails, reportSignatureId, severityOfType, severityOfWord, typeOf } from '../reports/report-columns.ts'
import { bareHash, bareName, type Format, readableLine, timeOfText, without } from './format.ts'

/** The load statement's columns have no dots in their names. */
const key = (name: string) => `e.${name.replaceAll('.', '_')}`
const firstOf = (...names: readonly string[]) =>
  `coalesce(${names.map((name) => `nullIf(${key(name)}, '')`).join(', ')}, '')`

const texts = [
  'time.source',
  'time.observation',
  'feed.name',
  'feed.provider',
  'classification.taxonomy',
  'classification.type',
  'classification.identifier',
  'source.ip',
  'source.fqdn',
  'source.url',
  'source.reverse_dns',
  'destination.ip',
  'destination.fqdn',
  'destination.url',
  'protocol.transport',
  'protocol.application',
  'malware.name',
  'malware.hash.md5',
  'malware.hash.sha1',
  'malware.hash.sha256',
  'event_description.text',
  'extra.severity',
  'extra.tag',
  'extra.device_vendor',
  'extra.device_type',
  'extra.device_model',
  'extra.version',
] as const
const kept = texts.filter((name) =>
  /^(feed|classification|malware\.name|event_description|extra|source\.(reverse_dns|fqdn))/.test(name),
)

const url = firstOf('destination.url', 'source.url')
const type = typeOf(key('classification.type'))
const severity = severityOfWord(key('extra.severity'), severityOfType(type))
const feed = `if(${firstOf('feed.name', 'feed.provider')} != '', ${firstOf('feed.name', 'feed.provider')}, 'IntelMQ')`
const what = firstOf('malware.name', 'classification.identifier', 'classification.type')

export const intelmq: Format = {
  name: 'intelmq',
  mark: '"time.',
  fields: {
    ...Object.fromEntries(texts.map((name) => [name, 'String'])),
    'source.port': 'UInt16',
    'destination.port': 'UInt16',
  },
  time: `if(${readableLine}, ${timeOfText(firstOf('time.source', 'time.observation'))}, null)`,
  columns: {
    event_type: `'report'`,
    src_ip: `toIPv6OrDefault(${key('source.ip')})`,
    src_port: key('source.port'),
    dest_ip: `toIPv6OrDefault(${key('destination.ip')})`,
    dest_port: key('destination.port'),
    proto: `upper(${key('protocol.transport')})`,
    app_proto: `lower(${key('protocol.application')})`,
    dns_names: `arrayDistinct(${without("''", `arrayMap(n -> ${bareName('n')}, [${key('destination.fqdn')}, ${key('source.fqdn')}])`)})`,
    http_host: bareName(`domain(${url})`),
    http_url: url,
    file_hashes: without(
      "''",
      `arrayMap(h -> ${bareHash('h')}, [${['md5', 'sha1', 'sha256'].map((hash) => key(`malware.hash.${hash}`)).join(', ')}])`,
    ),
    signature: `if(${severity} > 0, concat(${feed}, ': ', ${what} = '' ? 'undetermined' : ${what}), '')`,
    signature_id: reportSignatureId(`'intelmq'`, feed, key('classification.type'), what),
    category: type,
    severity,
    details: filledDetails(Object.fromEntries(kept.map((name) => [name, key(name)]))),
  },
}
