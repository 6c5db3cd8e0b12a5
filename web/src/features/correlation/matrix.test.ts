import { expect, it } from 'vitest'
import type { CampaignDetection } from '../../api/types.ts'
import { firstPlace, matrixOf, moved } from './matrix.ts'

const detection = (member: string, label: string, severity: CampaignDetection['severity'] = 'low') =>
  ({
    id: `${member}${label}`,
    member,
    cause_kind: 'indicator',
    cause_key: label,
    cause_label: label,
    severity,
  }) as CampaignDetection
const member = (orgnr: string, name: string) => ({ member: orgnr, name, contacts: 1, queued: 1 })

const matrix = matrixOf(
  [member('1', 'Arvik'), member('2', 'Bergheim'), member('3', 'Dalby')],
  [
    detection('1', 'x'),
    detection('2', 'x', 'high'),
    detection('2', 'x'),
    detection('2', 'y'),
    detection('3', 'y'),
    detection('3', 'z'),
  ],
)

it('puts what most share first, and names the worst of each cell', () => {
  expect(matrix.causes.map(({ label }) => label)).toEqual(['x', 'y', 'z'])
  expect(matrix.rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.detections.length ?? 0)])).toEqual([
    ['Bergheim', 2, 1, 0],
    ['Dalby', 0, 1, 1],
    ['Arvik', 1, 0, 0],
  ])
  expect(matrix.rows[0]?.cells[0]?.worst).toBe('high')
})

it('moves by arrows between what is filled, and stops at the edges', () => {
  expect(firstPlace(matrix)).toEqual({ row: 0, column: 0 })
  expect(moved({ row: 0, column: 0 }, 'ArrowUp', matrix)).toEqual({ row: 0, column: 0 })
  expect(moved({ row: 0, column: 0 }, 'ArrowRight', matrix)).toEqual({ row: 0, column: 1 })
  // Dalby has no x: the arrow leads over it.
  expect(moved({ row: 0, column: 0 }, 'ArrowDown', matrix)).toEqual({ row: 2, column: 0 })
  expect(moved({ row: 1, column: 2 }, 'ArrowDown', matrix)).toEqual({ row: 1, column: 2 })
  expect(moved({ row: 1, column: 1 }, 'x', matrix)).toBeNull()
})
