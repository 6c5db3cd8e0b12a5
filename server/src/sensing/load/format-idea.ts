/**
 * IDEA, the Intrusion Detection Extensible Alert, as Warden and Mentat pass it on: https://idea.cesnet.cz/en/definition.
 *
 * A line is one event and has one source and one target here. Of several, the first that is in a member's network is taken,
 * else the first; networks and ranges are no host and are left out.
 */

import { filledDetails, reportSignatureId, severityOfType, typeOfCategory } from '../reports/report-columns.ts'
import { bareHash, bareName, type Format, mailAddresses, readableLine, timeOfText, without } from './format.ts'

const party = `Array(Tuple(Type Array(String), IP4 Array(String), IP6 Array(String), Hostname Array(String),
  URL Array(String), Email Array(String), Proto Array(String), Port Array(UInt16)))`

const hosts = (
  side: string,
) => `arrayFilter(a -> isIPv4String(a) or isIPv6String(a), arrayMap(a -> replaceRegexpOne(a, '/(32|128)$', ''),
  arrayFlatten(arrayConcat(e.${side}.IP4, e.${side}.IP6))))`
const isMembers = (address: string) =>
  `dictGetOrDefault('network_owner', 'orgnr', toIPv6OrDefault(${address}), '') != ''`
const addressOf = (side: string) => `toIPv6OrDefault(if(arrayFirst(a -> ${isMembers('a')}, ${hosts(side)}) != '',
  arrayFirst(a -> ${isMembers('a')}, ${hosts(side)}), ${hosts(side)}[1]))`
const portOf = (side: string) => `arrayFlatten(e.${side}.Port)[1]`

const both = (field: string) => `arrayFlatten(arrayConcat(e.Source.${field}, e.Target.${field}))`
const type = typeOfCategory('e.Category[1]')
const severity = `if(has(e.Category, 'Test'), toUInt8(0), ${severityOfType(type)})`
const node = `if(e.Node[1].Name != '', e.Node[1].Name, 'IDEA')`
const category = `if(e.Category[1] != '', e.Category[1], 'Other')`

export const idea: Format = {
  name: 'idea',
  mark: '"IDEA',
  fields: {
    Format: 'String',
    ID: 'String',
    DetectTime: 'String',
    EventTime: 'String',
    Category: 'Array(String)',
    Description: 'String',
    Note: 'String',
    Source: party,
    Target: party,
    Attach: 'Array(Tuple(FileName Array(String), Hash Array(String)))',
    Node: 'Array(Tuple(Name String, SW Array(String)))',
  },
  time: `if(${readableLine} and startsWith(e.Format, 'IDEA'), ${timeOfText(`if(e.EventTime != '', e.EventTime, e.DetectTime)`)}, null)`,
  columns: {
    event_type: `'report'`,
    src_ip: addressOf('Source'),
    src_port: portOf('Source'),
    dest_ip: addressOf('Target'),
    dest_port: portOf('Target'),
    proto: `upper(${both('Proto')}[1])`,
    app_proto: `lower(${both('Proto')}[2])`,
    dns_names: `arrayDistinct(${without("''", `arrayMap(n -> ${bareName('n')}, ${both('Hostname')})`)})`,
    http_host: bareName(`domain(${both('URL')}[1])`),
    http_url: `${both('URL')}[1]`,
    file_name: 'arrayFlatten(e.Attach.FileName)[1]',
    file_hashes: `arrayMap(h -> ${bareHash(`splitByChar(':', h)[-1]`)}, arrayFlatten(e.Attach.Hash))`,
    // A target's address is a victim's, and nobody's cause.
    email_from: `${mailAddresses('arrayFlatten(e.Source.Email)[1]')}[1]`,
    signature: `if(${severity} > 0, concat(${node}, ': ', ${category}), '')`,
    signature_id: reportSignatureId(`'idea'`, node, category),
    category: type,
    severity,
    details: filledDetails({
      id: 'e.ID',
      categories: `arrayStringConcat(e.Category, ' ')`,
      description: 'e.Description',
      note: 'e.Note',
      source_type: `arrayStringConcat(arrayFlatten(e.Source.Type), ' ')`,
      node: 'e.Node[1].Name',
      software: `arrayStringConcat(arrayFlatten(e.Node.SW), ' ')`,
    }),
  },
}
