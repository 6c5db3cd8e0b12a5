import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Product } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Beside } from '../../components/beside.tsx'
import { Dash } from '../../components/dash.tsx'
import { Empty } from '../../components/empty.tsx'
import { FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import type { Column } from '../../components/list-table.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { productName } from '../inventory/product-name.ts'
import { keyWords } from './key-words.ts'
import { productsQuery } from './products.queries.ts'

const rowId = (row: Product) => `${row.vendor} ${row.product}`.toLowerCase()

type ProductListProps = {
  q: string | undefined
  unknown: boolean
  mayJoin: boolean
  onFind: (q: string | undefined) => void
}

/** Products in use: all, or those that no source of vulnerabilities speaks of. */
export function ProductList({ q, unknown, mayJoin, onFind }: ProductListProps) {
  const { t } = useText()
  const list = useInfiniteQuery(productsQuery({ q, known: unknown ? 'no' : undefined }))
  const columns = useColumns(mayJoin)
  return (
    <>
      <FilterBar>
        <SearchBox label={t('products.search')} value={q} onChange={onFind} />
      </FilterBar>
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            caption={t('products.caption')}
            shown="products.shown"
            empty={
              <Empty title={t(unknown && q === undefined ? 'products.none.unknown' : 'products.none')}>
                <p>{t('products.none.text')}</p>
              </Empty>
            }
          />
        }
        object={null}
      />
    </>
  )
}

function useColumns(mayJoin: boolean): Column<Product>[] {
  const { t, count } = useText()
  return useMemo<Column<Product>[]>(
    () => [
      { id: 'product', header: t('inventory.column.product'), kind: 'main', cell: (row) => productName(row) },
      {
        id: 'versions',
        header: t('products.column.versions'),
        cell: (row) => {
          const few = row.versions.slice(0, 3)
          const more = row.version_count - few.length
          return few.length === 0 ? (
            <span className="quiet">{t('inventory.version.unknown')}</span>
          ) : (
            <span className="breaks">
              {few.join(', ')} {more > 0 ? t('products.more_versions', { count: more }) : null}
            </span>
          )
        },
      },
      {
        id: 'members',
        header: t('products.column.members'),
        kind: 'number',
        cell: (row) => count(row.members),
      },
      {
        id: 'vulnerable',
        header: t('inventory.column.vulnerable'),
        cell: (row) =>
          row.exploited > 0 ? (
            <StateMark fill="alarm">{t('inventory.exploited', { count: row.exploited })}</StateMark>
          ) : row.vulnerabilities > 0 ? (
            t('inventory.matches', { count: row.vulnerabilities })
          ) : (
            <span className="quiet">{t(row.known ? 'inventory.known.none' : 'inventory.unknown')}</span>
          ),
      },
      {
        id: 'aliases',
        header: t('products.column.aliases'),
        kind: 'wide',
        cell: (row) => (
          <>
            {row.aliases.length === 0 && !mayJoin ? <Dash /> : null}
            {row.aliases.slice(0, 2).map(keyWords).join(', ')}{' '}
            {mayJoin ? (
              <Link
                to="/products"
                search={(old) => ({ ...old, join: row.key })}
                className="ds-link"
                aria-label={t('alias.join.of', { name: productName(row) })}
              >
                {t('alias.join')}
              </Link>
            ) : null}
          </>
        ),
      },
    ],
    [t, count, mayJoin],
  )
}
