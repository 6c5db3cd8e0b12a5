import { useRef, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { middle } from '../../components/middle.ts'
import { SeverityMark } from '../../components/severity.tsx'
import { firstPlace, type Matrix, type MatrixCell, moved, type Place } from './matrix.ts'

type CampaignMatrixProps = {
  matrix: Matrix
  selected: ReadonlySet<string>
  /** The detections that have the trait that is pointed out; null where none is. */
  marked: ReadonlySet<string> | null
  onToggle: (ids: string[]) => void
}

/**
 * Who has what: a table whose filled cells are chosen with Enter or a click, and between which the arrows lead. On a phone it
 * is a list instead, which says the same.
 */
export function CampaignMatrix({ matrix, selected, marked, onToggle }: CampaignMatrixProps) {
  const { t } = useText()
  const body = useRef<HTMLTableSectionElement>(null)
  const [at, setAt] = useState<Place>(() => firstPlace(matrix))
  const isMarked = (cell: MatrixCell) => marked !== null && cell.detections.some(({ id }) => marked.has(id))
  const label = (name: string, cause: string, cell: MatrixCell) => {
    const severity = t(`severity.${cell.worst}`)
    const said = t('matrix.cell', { member: name, cause, count: cell.detections.length, severity })
    return isMarked(cell) ? `${said}, ${t('matrix.marked')}` : said
  }
  const mark = (cell: MatrixCell) => (marked === null ? undefined : isMarked(cell) ? 'yes' : 'no')
  const toggle = (cell: MatrixCell) => onToggle(cell.detections.map(({ id }) => id))
  const isOn = (cell: MatrixCell) => cell.detections.every(({ id }) => selected.has(id))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="matrix-scroll" aria-label={t('matrix.caption')} tabIndex={0}>
        <table className="matrix">
          <caption className="ds-sr-only">{t('matrix.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.member')}</th>
              {matrix.causes.map((cause) => (
                <th key={cause.id} scope="col" title={cause.label}>
                  <span className="mono">{middle(cause.label, 22)}</span>
                  <span className="quiet">{cause.category}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            ref={body}
            onKeyDown={(event) => {
              const next = moved(at, event.key, matrix)
              if (next === null) return
              event.preventDefault()
              setAt(next)
              body.current?.rows[next.row]?.cells[next.column + 1]?.querySelector<HTMLElement>('[data-cell]')?.focus()
            }}
          >
            {matrix.rows.map((row, rowIndex) => (
              <tr key={row.member}>
                <th scope="row">{row.name}</th>
                {row.cells.map((cell, column) => {
                  const cause = matrix.causes[column]
                  const tabIndex = at.row === rowIndex && at.column === column ? 0 : -1
                  return (
                    <td key={cause?.id ?? column}>
                      {cell ? (
                        <button
                          type="button"
                          data-cell
                          className="matrix-cell ds-focus"
                          data-severity={cell.worst}
                          data-marked={mark(cell)}
                          aria-pressed={isOn(cell)}
                          aria-label={label(row.name, cause?.label ?? '', cell)}
                          tabIndex={tabIndex}
                          onFocus={() => setAt({ row: rowIndex, column })}
                          onClick={() => toggle(cell)}
                        >
                          {cell.detections.length}
                        </button>
                      ) : (
                        <span className="ds-sr-only">{t('matrix.none')}</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="matrix-list" aria-label={t('matrix.caption')}>
        {matrix.rows.map((row) => (
          <li key={row.member}>
            <strong>{row.name}</strong>
            <ul>
              {row.cells.map((cell, column) => {
                const cause = matrix.causes[column]
                return cell && cause ? (
                  <li key={cause.id}>
                    <button
                      type="button"
                      className="matrix-line ds-focus"
                      data-marked={mark(cell)}
                      aria-pressed={isOn(cell)}
                      onClick={() => toggle(cell)}
                    >
                      <span className="mono">{cause.label}</span> <SeverityMark severity={cell.worst} />{' '}
                      <span>× {cell.detections.length}</span>
                      {isMarked(cell) ? <span className="quiet"> · {t('matrix.marked')}</span> : null}
                    </button>
                  </li>
                ) : null
              })}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}
