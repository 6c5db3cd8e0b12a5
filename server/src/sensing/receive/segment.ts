/**
 * A segment: whole lines of one batch of one sensor, as a file of the spool. Its name holds everything that loading
 * needs, so that nothing is lost with the process. The load statement reads the name by position.
 */

export type Segment = {
  /** UUID version 7: names sort by time of receipt. */
  id: string
  sensor: string
  receivedAt: Date
  lines: number
  /** The batch as it was acknowledged; a large one is several segments. */
  batch: string
  /** The number of the segment's first line within the batch, from 1. */
  firstLine: number
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const pattern = new RegExp(`^(${uuid})\\.(${uuid})\\.([0-9]{13})\\.(${uuid})\\.([0-9]+)\\.([0-9]+)\\.ndjson$`)

export function segmentName({ id, sensor, receivedAt, lines, batch, firstLine }: Segment): string {
  const milliseconds = String(receivedAt.getTime()).padStart(13, '0')
  return `${id}.${sensor}.${milliseconds}.${batch}.${firstLine}.${lines}.ndjson`
}

/** Where the name's parts begin and how long they are, counted from 1 as SQL does. */
export const namePositions = { id: '1, 36', sensor: '38, 36', receivedAt: '75, 13', batch: '89, 36' } as const

/** @returns null for a file that is no segment */
export function parseSegmentName(name: string): Segment | null {
  const found = pattern.exec(name)
  if (!found) return null
  const [, id, sensor, milliseconds, batch, firstLine, lines] = found as unknown as string[]
  return {
    id: id as string,
    sensor: sensor as string,
    receivedAt: new Date(Number(milliseconds)),
    batch: batch as string,
    firstLine: Number(firstLine),
    lines: Number(lines),
  }
}
