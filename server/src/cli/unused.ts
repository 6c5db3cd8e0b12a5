import type { UnusedRecord } from '@varde/contract'

/** Each record of a file that was not used, in a line: `machines.csv: row 7, Fabrikk Portal: …` */
export function describeUnused(report: { file: string; unused: number; unused_records: UnusedRecord[] }): string[] {
  const { file, unused, unused_records: records } = report
  const more = unused - records.length
  return [
    ...records.map(({ row, record, reason }) => `${file}: row ${row}${record === '' ? '' : `, ${record}`}: ${reason}`),
    ...(more > 0 ? [`${file}: and ${more} more that were not used.`] : []),
  ]
}
