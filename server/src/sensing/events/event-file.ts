/** Events as a file. Pure: events in, lines out. */
import { Event, type ExportFormat, mostExported } from '@varde/contract'
import { csvCell } from '../../platform/index.ts'

const columns = Object.keys(Event.properties) as (keyof Event)[]

/**
 * Lines as bytes of text, the newest event first; a CSV begins with a byte order mark, so that spreadsheets read æ, ø and å.
 * Of more events than `most` the rest is cut, and a last line says so and how to go on.
 */
export async function* eventFile(
  events: AsyncIterable<Event>,
  format: ExportFormat,
  most = mostExported,
): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${columns.join(',')}\r\n`
  let written = 0
  let last = ''
  for await (const event of events) {
    if (written === most) {
      yield cutLine(format, most, last)
      return
    }
    written++
    last = event.time
    yield format === 'csv'
      ? `${columns.map((column) => cellOf(event[column])).join(',')}\r\n`
      : `${JSON.stringify(event)}\n`
  }
}

/** @param last the time of the last event; `to` leaves out itself and counts milliseconds */
function cutLine(format: ExportFormat, most: number, last: string): string {
  const to = new Date(Date.parse(last) + 1).toISOString()
  if (format === 'ndjson') return `${JSON.stringify({ cut: true, events: most, go_on_with_to: to })}\n`
  return `${csvCell(`CUT: only the newest ${most} events are here. For the older ones, export again with the end ${to}.`)}\r\n`
}

function cellOf(value: Event[keyof Event]): string {
  if (value === null) return ''
  if (typeof value !== 'object') return csvCell(String(value))
  if (Array.isArray(value))
    return csvCell(value.map((one) => (typeof one === 'string' ? one : `${one.indicator} ${one.field}`)).join(' '))
  return csvCell(Object.keys(value).length === 0 ? '' : JSON.stringify(value))
}
