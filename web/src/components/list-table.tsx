import { Checkbox } from '@digdir/designsystemet-react'
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../app/i18n.tsx'
import { useKeys } from '../app/use-keys.ts'
import { shallowEqual } from './shallow-equal.ts'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** `main` holds the row's link, `wide` is left out where there is little room, `number` is right-aligned. */
  kind?: 'main' | 'wide' | 'number'
}

export type Selection = { ids: ReadonlySet<string>; toggle: (id: string) => void; all: (on: boolean) => void }

type ListTableProps<Row> = {
  caption: string
  rows: Row[]
  columns: Column<Row>[]
  id: (row: Row) => string
  /** The row whose object is open beside the list. */
  openId?: string | undefined
  selection?: Selection
  nameOf?: (row: Row) => string
  onEnd?: (() => void) | undefined
}

const features = tableFeatures({})
/** Under this many rows all are drawn: find-in-page and printing then see them all. */
const windowedFrom = 150
const rowPixels = 37
/** A card's usual height; each is measured once it is drawn. */
const cardPixels = 88
/** 46rem, where list.css turns rows into cards. */
const cardsBelow = 736
/** A row that was scrolled to is drawn within a few frames. */
const framesToDraw = 10

/**
 * A native table whose rows are cards on a phone. The row's own link is what J and K move to, so focus, screen reader and
 * keys never disagree; Enter opens it, X selects it.
 */
export function ListTable<Row>({ caption, rows, columns, id, openId, selection, nameOf, onEnd }: ListTableProps<Row>) {
  const { t } = useText()
  const body = useRef<HTMLTableSectionElement>(null)
  const [activeId, setActiveId] = useState<string>()

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, { row: Row }>()
    return columns.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        cell: (context) => column.cell(context.row.original.row),
      }),
    )
  }, [columns])
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const table = useTable({ features, columns: definitions, data, getRowId: ({ row }) => id(row) })
  const model = table.getRowModel().rows

  const windowed = model.length > windowedFrom
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    // Where the rows begin on the page: the list scrolls with the page, not in a box of its own.
    if (windowed && body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY)
  }, [windowed])
  const virtual = useWindowVirtualizer({
    count: windowed ? model.length : 0,
    estimateSize: () => ((body.current?.clientWidth ?? window.innerWidth) < cardsBelow ? cardPixels : rowPixels),
    overscan: 20,
    scrollMargin: top,
    getItemKey: (index) => model[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]
  const last = items[items.length - 1]
  const shown = windowed ? items.flatMap((item) => model[item.index] ?? []) : model
  const before = windowed && first ? first.start - virtual.options.scrollMargin : 0
  const after = windowed && last ? virtual.getTotalSize() - (last.end - virtual.options.scrollMargin) : 0

  const lastIndex = windowed ? last?.index : model.length - 1
  useEffect(() => {
    if (windowed && lastIndex !== undefined && lastIndex >= model.length - 20) onEnd?.()
  }, [windowed, lastIndex, model.length, onEnd])

  const focusRow = (index: number) => {
    const row = model[index]
    if (!row) return
    setActiveId(row.id)
    if (windowed) virtual.scrollToIndex(index)
    const selector = `tr[data-id="${CSS.escape(row.id)}"] [data-row-link]`
    const focus = (tries: number) => {
      const link = body.current?.querySelector<HTMLElement>(selector)
      if (link) {
        link.focus()
        link.scrollIntoView({ block: 'nearest' })
      } else if (tries > 0) requestAnimationFrame(() => focus(tries - 1))
    }
    requestAnimationFrame(() => focus(framesToDraw))
  }
  const move = (step: 1 | -1) => {
    const at = model.findIndex((row) => row.id === (activeId ?? openId))
    focusRow(at === -1 ? 0 : Math.min(model.length - 1, Math.max(0, at + step)))
  }
  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      const link = body.current?.querySelector<HTMLElement>('tr[data-active] [data-row-link]')
      link?.click()
    },
    ...(selection
      ? {
          select: () => {
            if (activeId !== undefined) selection.toggle(activeId)
          },
        }
      : {}),
  })

  // The same for as long as the list is there, whoever gave it: rows are drawn anew only for what they show.
  const toggling = useRef(selection?.toggle)
  toggling.current = selection?.toggle
  const toggle = useCallback((id: string) => toggling.current?.(id), [])
  const kinds = new Map(columns.map((column) => [column.id, column]))
  const selectedCount = selection ? model.filter((row) => selection.ids.has(row.id)).length : 0
  return (
    <table className="list-table" aria-rowcount={windowed ? model.length + 1 : undefined}>
      <caption className="ds-sr-only">{caption}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {selection ? (
              <th className="cell-check" scope="col">
                <Checkbox
                  data-size="sm"
                  aria-label={t('select.all')}
                  checked={model.length > 0 && selectedCount === model.length}
                  ref={(input) => {
                    if (input) input.indeterminate = selectedCount > 0 && selectedCount < model.length
                  }}
                  onChange={(event) => selection.all(event.target.checked)}
                />
              </th>
            ) : null}
            {group.headers.map((header) => (
              <th key={header.id} scope="col" data-kind={kinds.get(header.column.id)?.kind}>
                {kinds.get(header.column.id)?.header}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody ref={body} onFocus={(event) => setActiveId(event.target.closest('tr')?.dataset['id'] ?? activeId)}>
        <Spacer height={before} />
        {shown.map((row) => (
          <ListRow
            key={row.id}
            id={row.id}
            row={row.original.row}
            columns={columns}
            measure={windowed ? virtual.measureElement : undefined}
            index={row.index}
            windowed={windowed}
            active={row.id === activeId}
            open={row.id === openId}
            selected={selection?.ids.has(row.id) ?? false}
            toggle={selection ? toggle : undefined}
            name={selection ? (nameOf?.(row.original.row) ?? row.id) : ''}
          />
        ))}
        <Spacer height={after} />
      </tbody>
    </table>
  )
}

type ListRowProps<Row> = {
  id: string
  row: Row
  columns: Column<Row>[]
  measure: ((element: HTMLElement | null) => void) | undefined
  index: number
  windowed: boolean
  active: boolean
  open: boolean
  selected: boolean
  toggle: ((id: string) => void) | undefined
  name: string
}

function PlainRow<Row>(props: ListRowProps<Row>) {
  const { id, row, columns, measure, index, windowed, active, open, selected, toggle, name } = props
  const { t } = useText()
  return (
    <tr
      ref={measure}
      data-index={index}
      data-id={id}
      data-active={active || undefined}
      data-selected={selected || undefined}
      aria-current={open || undefined}
      aria-rowindex={windowed ? index + 2 : undefined}
    >
      {toggle ? (
        <td className="cell-check">
          <Checkbox
            data-size="sm"
            aria-label={t('select.row', { name })}
            checked={selected}
            onChange={() => toggle(id)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} data-kind={column.kind} data-label={column.header}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/**
 * Drawn anew only where something of it differs: a key moves one row, and news that come each second change a few of hundreds.
 * Rows are put together anew each time, so they are compared by what they hold.
 */
const ListRow = memo(
  PlainRow,
  (before, now) => shallowEqual(before.row, now.row) && shallowEqual({ ...before, row: null }, { ...now, row: null }),
) as typeof PlainRow

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr className="spacer">
      <td style={{ height }} colSpan={99} />
    </tr>
  ) : null
}
