/** Members × causes of a campaign. Pure. */
import type { CampaignDetection, CampaignMember, Severity } from '../../api/types.ts'

export type MatrixCause = { id: string; label: string; category: string }
export type MatrixCell = { detections: CampaignDetection[]; worst: Severity }
export type MatrixRow = { member: string; name: string; cells: (MatrixCell | null)[] }
export type Matrix = { causes: MatrixCause[]; rows: MatrixRow[] }

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** The causes that most members share first, and the members with most of them: what hangs together gathers in a corner. */
export function matrixOf(members: readonly CampaignMember[], detections: readonly CampaignDetection[]): Matrix {
  const idOf = ({ cause_kind, cause_key }: CampaignDetection) => `${cause_kind} ${cause_key}`
  const causes = [...Map.groupBy(detections, idOf)]
    .map(([id, group]) => ({
      id,
      label: group[0]?.cause_label ?? '',
      category: group[0]?.category ?? '',
      members: new Set(group.map(({ member }) => member)).size,
    }))
    .toSorted((a, b) => b.members - a.members || (a.label < b.label ? -1 : 1))
  const cells = Map.groupBy(detections, (one) => `${one.member} ${idOf(one)}`)
  const rows = members
    .map(({ member, name }) => ({
      member,
      name,
      cells: causes.map(({ id }): MatrixCell | null => {
        const here = cells.get(`${member} ${id}`)
        return here ? { detections: here, worst: worstOf(here) } : null
      }),
    }))
    .toSorted((a, b) => filled(b) - filled(a) || (a.name < b.name ? -1 : 1))
  return { causes: causes.map(({ id, label, category }) => ({ id, label, category })), rows }
}

function worstOf(detections: readonly CampaignDetection[]): Severity {
  return order.find((severity) => detections.some((one) => one.severity === severity)) ?? 'low'
}

function filled({ cells }: MatrixRow): number {
  return cells.filter((cell) => cell !== null).length
}

export type Place = { row: number; column: number }

const steps: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The next filled cell that an arrow leads to; the same where there is none, null where the key is no arrow. */
export function moved(from: Place, key: string, { rows, causes }: Matrix): Place | null {
  const step = steps[key]
  if (step === undefined) return null
  let { row, column } = from
  for (;;) {
    row += step[0]
    column += step[1]
    if (row < 0 || column < 0 || row >= rows.length || column >= causes.length) return from
    if (rows[row]?.cells[column]) return { row, column }
  }
}

/** Where the keyboard comes in. */
export function firstPlace({ rows }: Matrix): Place {
  return { row: 0, column: Math.max(0, rows[0]?.cells.findIndex((cell) => cell !== null) ?? 0) }
}
