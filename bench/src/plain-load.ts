/**
 * The engine's own load of EVE lines into the same columns of `event`, with its usual settings: without attribution and
 * matching, without one part per insert and its token.
 */

import { fieldsOf, missing, overFields, parsed } from '../../server/src/sensing/load/format.ts'
import { eve } from '../../server/src/sensing/load/format-eve.ts'
import { hourOf, keptColumns } from '../../server/src/sensing/load/load-statement.ts'

const columns = Object.entries({ ...missing, ...eve.columns }).map(
  ([name, expression]) => `${overFields(eve, expression)} as ${name}`,
)

export const plainLoad = `
insert into event (id, received_at, hour, time, dns_name, dns_answers, alert_signature_id, alert_signature, alert_category, alert_severity,
  ${keptColumns.join(', ')})
select sipHash128(line), now64(3), ${hourOf('toUnixTimestamp64Milli(at)')}, at, dns_names[1], dns_answers, signature_id, signature,
  category, severity, ${keptColumns.join(', ')}
from (
  select line, assumeNotNull(time) as at, ${columns.join(', ')}
  from (
    select line, ${fieldsOf(eve).join(', ')}, ${overFields(eve, eve.time)} as time
    from (select line, ${parsed(eve)} from file({path:String}, 'LineAsString', 'line String'))))`
