import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { InventoryItem } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Beside } from '../../components/beside.tsx'
import { Dash } from '../../components/dash.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Column, Selection } from '../../components/list-table.tsx'
import { PagedList, useRows } from '../../components/paged-list.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { inventoryQuery } from './inventory.queries.ts'
import { InventoryImportDialog } from './inventory-import-dialog.tsx'
import { AddItemDialog, ItemDialog } from './inventory-item-dialog.tsx'
import type { InventorySearch } from './inventory-search.ts'
import { productName } from './product-name.ts'
import { mostAtOnce, RemoveSeveral } from './remove-several.tsx'

type InventoryListProps = {
  member: string
  search: InventorySearch
  /** Nothing is changed where somebody only looks. */
  readOnly: boolean
}

const rowId = (row: InventoryItem) => row.id

/** What one member runs: found, added, changed and removed. */
export function InventoryList({ member, search, readOnly }: InventoryListProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const { product, seen } = search
  const list = useInfiniteQuery(inventoryQuery({ member, q: product, seen }))
  const rows = useRows(list)
  const columns = useColumns(member)
  const change = useCallback(
    (fields: { [K in keyof InventorySearch]?: InventorySearch[K] | undefined }) =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => compact({ ...old, ...fields }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const find = useCallback((text: string | undefined) => change({ product: text }), [change])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const selection: Selection = {
    ids: chosen,
    toggle: (id) => setChosen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id])),
    all: (on) => setChosen(new Set(on ? rows.slice(0, mostAtOnce).map(({ id }) => id) : [])),
  }
  const close = () => change({ act: undefined, item: undefined, of: undefined })
  const here = search.of === undefined || search.of === member
  const item = here ? rows.find(({ id }) => id === search.item) : undefined
  const filtered = product !== undefined || seen !== undefined
  return (
    <>
      <FilterBar>
        <SearchBox label={t('inventory.search')} value={product} onChange={find} />
        <Choices
          label={t('inventory.seen')}
          value={seen}
          choices={(['declared', 'seen'] as const).map((value) => ({ value, label: t(`inventory.seen.${value}`) }))}
          onChange={(chosen) => change({ seen: chosen })}
        />
        {readOnly ? null : (
          <>
            <Button data-size="sm" onClick={() => change({ act: 'add', of: member })}>
              <Icon name="plus" size={18} />
              {t('inventory.add')}
            </Button>
            <Button data-size="sm" variant="secondary" onClick={() => change({ act: 'import', of: member })}>
              <Icon name="upload" size={18} />
              {t('inventory.import')}
            </Button>
          </>
        )}
      </FilterBar>
      {readOnly ? null : (
        <RemoveSeveral
          member={member}
          ids={rows.flatMap(({ id }) => (chosen.has(id) ? [id] : []))}
          onClear={() => setChosen(new Set())}
        />
      )}
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={search.item}
            {...(readOnly ? {} : { selection, nameOf: productName })}
            caption={t('inventory.caption')}
            shown="inventory.shown"
            empty={
              <Empty title={t(filtered ? 'inventory.none' : 'inventory.empty')}>
                {filtered ? null : <p>{t('inventory.empty.text')}</p>}
              </Empty>
            }
          />
        }
        object={null}
      />
      {here && search.act === 'add' && !readOnly ? <AddItemDialog member={member} onClose={close} /> : null}
      {here && search.act === 'import' && !readOnly ? <InventoryImportDialog member={member} onClose={close} /> : null}
      {item ? <ItemDialog key={item.id} item={item} readOnly={readOnly} onClose={close} /> : null}
    </>
  )
}

function useColumns(member: string): Column<InventoryItem>[] {
  const { t } = useText()
  return useMemo<Column<InventoryItem>[]>(
    () => [
      {
        id: 'product',
        header: t('inventory.column.product'),
        kind: 'main',
        cell: (row) => (
          <Link
            to="."
            search={(old: Record<string, unknown>) => ({ ...old, item: row.id, of: member })}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {productName(row)}
          </Link>
        ),
      },
      {
        id: 'version',
        header: t('inventory.column.version'),
        cell: (row) =>
          row.version === '' ? <span className="quiet">{t('inventory.version.unknown')}</span> : row.version,
      },
      {
        id: 'vulnerable',
        header: t('inventory.column.vulnerable'),
        cell: (row) => <Vulnerable row={row} />,
      },
      {
        id: 'asset',
        header: t('inventory.column.asset'),
        cell: (row) => (
          <>
            {row.asset === '' ? <Dash /> : <span className="breaks">{row.asset}</span>}
            {row.exposed ? ` · ${t('inventory.exposed')}` : null}
          </>
        ),
      },
      {
        id: 'origin',
        header: t('inventory.column.origin'),
        cell: (row) => (
          <span className="quiet">
            {row.origin === 'sensor' || row.origin === 'scan' ? <Icon name="sensors" size={16} /> : null}{' '}
            {t(`inventory.origin.${row.origin}`)}, <Time at={row.last_seen_at} />
            {row.fading ? <StateMark fill="open">{t('exposure.standing.possible')}</StateMark> : null}
          </span>
        ),
      },
    ],
    [t, member],
  )
}

/** What is exploited first; where the catalogue does not know the product, that, since it is not the same as none. */
function Vulnerable({ row }: { row: InventoryItem }) {
  const { t } = useText()
  if (row.exploited > 0) return <StateMark fill="alarm">{t('inventory.exploited', { count: row.exploited })}</StateMark>
  if (row.vulnerabilities > 0) return <>{t('inventory.matches', { count: row.vulnerabilities })}</>
  return <span className="quiet">{t(row.known ? 'inventory.known.none' : 'inventory.unknown')}</span>
}
