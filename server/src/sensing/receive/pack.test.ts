import { expect, it } from 'vitest'
import { newId } from '../../platform/index.ts'
import { makePack, type Packed, segmentsIn, segmentsOfHead, spoolFileOf, takeApart } from './pack.ts'

const packed = (lines: string[]): Packed => ({
  segment: {
    id: newId(),
    sensor: newId(),
    receivedAt: new Date(1_790_000_000_000),
    batch: newId(),
    firstLine: 1,
    lines: lines.length,
  },
  lines: Buffer.from(lines.map((line) => `${line}\n`).join('')),
})

it('a pack says by its name and its first line what is in it, and comes apart as it was', () => {
  const parts: [Packed, Packed] = [packed(['{"a":1}', '# no head']), packed(['æøå'])]
  const { name, bytes } = makePack(newId(), parts)
  const file = spoolFileOf(name)
  expect(file && segmentsIn(file)).toBe(2)
  expect(segmentsOfHead(bytes.subarray(0, file?.pack?.headBytes))).toEqual(parts.map(({ segment }) => segment))
  expect(takeApart(bytes)).toEqual(parts)
})
