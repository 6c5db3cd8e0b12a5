import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { useText } from '../app/i18n.tsx'
import { type Column, ListTable, type Selection } from './list-table.tsx'
import { announce } from './live-region.tsx'
import { MorePages } from './more-pages.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { SkeletonRows } from './skeleton.tsx'

type List<Row> = UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>, Error>

/** The rows of all pages that have been fetched. */
export function useRows<Row>(list: List<Row>): Row[] {
  return useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
}

type PagedListProps<Row> = {
  list: List<Row>
  columns: Column<Row>[]
  id: (row: Row) => string
  openId?: string | undefined
  caption: string
  /** The text key of what is said aloud when the list has come or changed; it is given `count`. */
  shown: Parameters<ReturnType<typeof useText>['t']>[0]
  selection?: Selection | undefined
  nameOf?: ((row: Row) => string) | undefined
  /** Stands where there is nothing to list. */
  empty: ReactNode
}

/** A list that is fetched page by page: on its way, failed, empty, or there with the way to the rest. */
export function PagedList<Row>({
  list,
  columns,
  id,
  openId,
  caption,
  shown,
  selection,
  nameOf,
  empty,
}: PagedListProps<Row>) {
  const { t } = useText()
  const rows = useRows(list)
  const { fetchNextPage, isSuccess, hasNextPage, isFetchingNextPage } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useEffect(() => {
    if (isSuccess) announce(t(shown, { count: rows.length }))
  }, [isSuccess, rows.length, shown, t])
  return (
    <>
      {list.isPending ? <SkeletonRows rows={12} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {isSuccess && rows.length === 0 ? empty : null}
      {rows.length > 0 ? (
        <ListTable
          caption={caption}
          rows={rows}
          columns={columns}
          id={id}
          openId={openId}
          {...(selection && nameOf ? { selection, nameOf } : {})}
          onEnd={hasNextPage && !isFetchingNextPage ? more : undefined}
        />
      ) : null}
      <MorePages shown={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />
    </>
  )
}
