import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { AllowEntry } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dash } from '../../components/dash.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import type { Column } from '../../components/list-table.tsx'
import { middle } from '../../components/middle.ts'
import { PagedList } from '../../components/paged-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { allowListQuery, disallow } from './indicators.queries.ts'
import type { ChangeSearch, IndicatorsSearch } from './indicators.search.ts'
import { BuiltInReason } from './stop-reason.tsx'

/** Characters of a value that fit in a row. */
const shownLength = 24

const rowId = (row: AllowEntry) => row.id

/** What no indicator may hit, and why. */
export function AllowList({ search, change }: { search: IndicatorsSearch; change: ChangeSearch }) {
  const { t } = useText()
  const client = useQueryClient()
  const [removing, setRemoving] = useState<AllowEntry | null>(null)
  const { q, whose } = search
  const filter = useMemo(
    () => compact({ q, built_in: whose === undefined ? undefined : whose === 'built_in' }),
    [q, whose],
  )
  const list = useInfiniteQuery(allowListQuery(filter))
  const find = useCallback((words: string | undefined) => change({ q: words }), [change])
  const columns = useAllowColumns(setRemoving)
  const remove = useMutation({
    mutationFn: (entry: AllowEntry) => disallow(entry.id),
    onSuccess: (_, entry) => {
      showToast(t('allow.removed', { value: entry.value }))
      setRemoving(null)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['indicators'] }),
  })
  return (
    <>
      <p className="lead">{t('allow.text')}</p>
      <FilterBar>
        <SearchBox label={t('allow.search')} value={q} onChange={find} />
        <Choices
          label={t('allow.whose')}
          value={whose}
          choices={(['own', 'built_in'] as const).map((value) => ({ value, label: t(`allow.whose.${value}`) }))}
          onChange={(value) => change({ whose: value })}
        />
      </FilterBar>
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            caption={t('allow.tab')}
            shown="allow.shown"
            empty={
              <Empty title={t('allow.none')}>
                <Link to="/indicators" search={{ view: 'allowlist' }} className="ds-link">
                  {t('filter.clear')}
                </Link>
              </Empty>
            }
          />
        }
        object={null}
      />
      {removing ? (
        <ConfirmDialog
          title={t('allow.remove.title', { value: removing.value })}
          confirm={t('allow.remove')}
          busy={remove.isPending}
          onClose={() => setRemoving(null)}
          onConfirm={() => remove.mutate(removing)}
        >
          <p>{t('allow.remove.text', { count: removing.stops })}</p>
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}

function useAllowColumns(remove: (entry: AllowEntry) => void): Column<AllowEntry>[] {
  const { t, count } = useText()
  const mayWrite = useMay('indicators.write')
  return useMemo<Column<AllowEntry>[]>(
    () => [
      {
        id: 'value',
        header: t('allow.value'),
        kind: 'main',
        cell: (row) => (
          <span className="mono" title={row.value}>
            {middle(row.value, shownLength)}
          </span>
        ),
      },
      { id: 'kind', header: t('indicator.type'), cell: (row) => t(`allow.kind.${row.kind}`) },
      {
        id: 'reason',
        header: t('allow.reason'),
        cell: (row) => (row.built_in ? <BuiltInReason reason={row.reason} /> : row.reason),
      },
      {
        id: 'stops',
        header: t('allow.stops'),
        kind: 'number',
        cell: (row) => (row.stops > 0 ? count(row.stops) : <span className="dash">0</span>),
      },
      {
        id: 'by',
        header: t('allow.by'),
        kind: 'wide',
        cell: (row) =>
          row.built_in ? t('allow.whose.built_in') : (row.created_by.name ?? t(`actor.${row.created_by.kind}`)),
      },
      { id: 'at', header: t('indicator.created'), kind: 'wide', cell: (row) => <Time at={row.created_at} /> },
      {
        id: 'remove',
        header: t('allow.act'),
        cell: (row) =>
          mayWrite && !row.built_in ? (
            <Button
              data-size="sm"
              variant="tertiary"
              aria-label={t('allow.remove.one', { value: row.value })}
              onClick={() => remove(row)}
            >
              {t('allow.remove')}
            </Button>
          ) : (
            <Dash />
          ),
      },
    ],
    [t, count, mayWrite, remove],
  )
}
