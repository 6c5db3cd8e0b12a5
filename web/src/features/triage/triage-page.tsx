import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { type KeyActions, useKeys } from '../../app/use-keys.ts'
import { Beside } from '../../components/beside.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { announce } from '../../components/live-region.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { ActDialog } from './act-dialog.tsx'
import { type ActWord, actsIn, keyOf, leaves } from './acts.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DetectionPanel } from './detection-panel.tsx'
import { EmptyQueue } from './empty-queue.tsx'
import { HeldBackNote } from './held-back-note.tsx'
import { membersOf, type QueueRow, queueRows, waitingRows } from './queue.ts'
import { filterOf, triageListQuery, triagePeekQuery, waitingCountsQuery } from './triage.queries.ts'
import { useTriageColumns } from './triage-columns.tsx'
import { TriageFilters } from './triage-filters.tsx'
import { type Order, useTriage } from './use-triage.ts'

const noRows: Detection[] = []
const rowId = (row: QueueRow) => row.id
const rowName = (row: QueueRow) => `${row.member_name}, ${row.cause.label}`

/** What next? */
export function TriagePage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/triage' })
  const navigate = useNavigate({ from: '/triage' })
  const filter = useMemo(() => filterOf(search), [search])
  const { open: _, ...closed } = search
  const list = useInfiniteQuery(triageListQuery(filter))
  const peek = useQuery(triagePeekQuery(filter))
  const { acted, decide, undoLast } = useTriage()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<ActWord | null>(null)
  const may = { warn: useMay('warnings.send'), triage: useMay('detections.triage') }
  const acts = actsIn(filter.view, may)
  const columns = useTriageColumns()

  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? noRows, [list.data])
  const rows = useMemo(() => queueRows(listed, peek.data, acted), [listed, peek.data, acted])
  const waiting = waitingRows(listed, !list.hasNextPage, peek.data, acted)

  // With selected rows the act is theirs; without, it is the open row's.
  const chosen =
    selected.size > 0 ? rows.filter((row) => selected.has(row.id)) : rows.filter((row) => row.id === search.open)
  const ask = (act: ActWord) => {
    if (chosen.length === 0) return
    if (act === 'duplicate' && membersOf(chosen).length > 1) return showToast(t('triage.one_member'))
    if (act === 'merge' && chosen.length < 2) return showToast(t('triage.merge_two'))
    if (act === 'suppress' && chosen.length > 1) return showToast(t('triage.suppress_one'))
    if (act === 'accept' || act === 'merge' || act === 'split' || act === 'restore') return order({ act })
    setAsking(act)
  }
  const order = (what: Order) => {
    decide(chosen, what)
    setAsking(null)
    setSelected(new Set())
    if (leaves(what.act, filter.view)) finish()
  }
  const finish = () => {
    const next = rows.find((row) => !chosen.includes(row))
    if (chosen.some((row) => row.id === search.open)) {
      void navigate({ search: ({ open: _, ...rest }) => (next ? { ...rest, open: next.id } : rest), replace: true })
    }
  }
  const keys: KeyActions = may.triage ? { undo: undoLast } : {}
  for (const act of acts) {
    const key = keyOf[act]
    if (key) keys[key] = () => ask(act)
  }
  useKeys(keys)

  const { refetch, fetchNextPage, isFetching, isSuccess, dataUpdatedAt } = list
  const client = useQueryClient()
  useEffect(() => {
    // Counted anew whenever the list is read: a count must not contradict the rows below it.
    if (dataUpdatedAt > 0) void client.invalidateQueries({ queryKey: waitingCountsQuery.queryKey })
  }, [dataUpdatedAt, client])
  useEffect(() => {
    // An empty list has no row under the pointer: what is new may come in at once.
    if (waiting > 0 && isSuccess && rows.length === 0 && !isFetching) void refetch()
  }, [waiting, isSuccess, rows.length, isFetching, refetch])
  useEffect(() => {
    if (waiting > 0) announce(t('triage.new', { count: waiting }))
  }, [waiting, t])
  useEffect(() => {
    if (isSuccess) announce(t('triage.shown', { count: rows.length }))
  }, [isSuccess, rows.length, t])
  useEffect(() => {
    if (selected.size > 0) announce(t('bulk.count', { count: selected.size }))
  }, [selected.size, t])
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])

  const toggle = (id: string) =>
    setSelected((old) => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })

  return (
    <div className="page triage-page">
      <PageHead title={t('page.triage')} question={t('triage.question')}>
        <SavedViews page="triage" />
      </PageHead>
      <HeldBackNote />
      <TriageFilters search={search} filter={filter} />
      <Beside
        list={
          <>
            {waiting > 0 && rows.length > 0 ? (
              <div className="new-rows">
                <button type="button" className="new-pill ds-focus" onClick={() => void refetch()}>
                  {t('triage.new', { count: waiting })}
                </button>
              </div>
            ) : null}
            {list.isPending ? <SkeletonRows rows={12} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void refetch()} /> : null}
            {isSuccess && rows.length === 0 ? <EmptyQueue filter={filter} /> : null}
            {rows.length > 0 ? (
              <ListTable
                caption={t('triage.caption')}
                rows={rows}
                columns={columns}
                id={rowId}
                nameOf={rowName}
                openId={search.open}
                selection={{
                  ids: selected,
                  toggle,
                  all: (on) => setSelected(new Set(on ? rows.map((row) => row.id) : [])),
                }}
                onEnd={list.hasNextPage && !list.isFetchingNextPage ? more : undefined}
              />
            ) : null}
            <MorePages shown={rows.length} more={list.hasNextPage} busy={list.isFetchingNextPage} onMore={more} />
            <BulkBar count={selected.size} acts={acts} onAct={ask} onClear={() => setSelected(new Set())} />
          </>
        }
        object={
          search.open ? <DetectionPanel key={search.open} id={search.open} back={closed} may={may} onAct={ask} /> : null
        }
      />
      {asking ? (
        <ActDialog act={asking} rows={chosen} open={search.open} onOrder={order} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  )
}
