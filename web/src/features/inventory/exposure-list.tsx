import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Exposure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { Choices, FilterBar } from '../../components/filter-bar.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { useRows } from '../../components/paged-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { sourceName } from '../vulnerabilities/source-name.ts'
import { type ExposureFilter, exposuresPage, exposuresQuery } from './inventory.queries.ts'
import type { InventorySearch } from './inventory-search.ts'

type Props = {
  member?: string | undefined
  cve?: string | undefined
  /** Undefined: those that count. */
  state: InventorySearch['found'] | undefined
  /** The member’s own page: it is no other’s, and there is nowhere to go. */
  portal?: boolean
  /** What else the list is narrowed to, so that it can be taken away. */
  chips?: ReactNode
  /** What can be done with one; nothing where somebody only looks. */
  acts?: (row: Exposure) => ReactNode
}

const columns = [
  'member',
  'member_name',
  'cve',
  'product',
  'asset',
  'source',
  'evidence',
  'standing',
  'standing_since',
  'first_seen_at',
  'last_seen_at',
  'false_finding',
] as const

/** CVEs that others’ scans named, on which asset, and whether they are still there; of one member, or of all with their names. */
export function ExposureList({ member, cve, state, portal, chips, acts }: Props) {
  const { t } = useText()
  const navigate = useNavigate()
  const filter: ExposureFilter = { ...compact({ member, cve }), state: state ?? 'open' }
  const list = useInfiniteQuery(exposuresQuery(filter))
  const rows = useRows(list)
  return (
    <>
      <FilterBar>
        <Choices
          label={t('exposure.state')}
          none={t('exposure.state.open')}
          value={state}
          choices={(['gone', 'refuted'] as const).map((value) => ({ value, label: t(`exposure.state.${value}`) }))}
          onChange={(found) =>
            void navigate({
              to: '.',
              search: (old: Record<string, unknown>) => compact({ ...old, found }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        {chips}
        {rows.length > 0 ? (
          <ExportButton
            file="varde-funn"
            header={[...columns]}
            page={(cursor) => exposuresPage(filter, cursor)}
            cells={(row) =>
              columns.map((name) => (name === 'false_finding' ? (row.false_finding?.reason ?? '') : row[name]))
            }
          />
        ) : null}
      </FilterBar>
      {list.isPending ? <SkeletonRows rows={3} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <Empty title={t(`exposure.none.${state ?? 'open'}`)}>
          {state === undefined && acts ? <p>{t('exposure.none.text')}</p> : null}
        </Empty>
      ) : null}
      <ul className="claims">
        {rows.map((row) => (
          <Found key={row.id} row={row} named={portal !== true}>
            {acts?.(row)}
          </Found>
        ))}
      </ul>
      {rows.length > 0 ? (
        <MorePages
          shown={rows.length}
          more={list.hasNextPage}
          busy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </>
  )
}

const fills = { likely: 'half', possible: 'open', gone: 'none' } as const

/** `named`: with links to the vulnerability and the member. */
export function Found({ row, named, children }: { row: Exposure; named?: boolean; children?: ReactNode }) {
  const { t } = useText()
  const { standing, false_finding: isFalse } = row
  return (
    <li>
      <div className="claim-line">
        {named ? (
          <Link to="/vulnerabilities/$cve" params={{ cve: row.cve }} className="ds-link">
            {row.cve}
          </Link>
        ) : (
          <strong>{row.cve}</strong>
        )}
        {row.product === '' ? null : <span className="breaks">{row.product}</span>}
        <span className="breaks">{row.asset}</span>
        {named ? (
          <Link to="/members/$orgnr" params={{ orgnr: row.member }} className="ds-link">
            {row.member_name}
          </Link>
        ) : null}
        <StateMark fill={isFalse ? 'none' : fills[standing]}>
          {t(isFalse ? 'exposure.false' : `exposure.standing.${standing}`)}
        </StateMark>
        {standing === 'likely' || isFalse ? null : (
          <span className="quiet">
            <Time at={row.standing_since} />
          </span>
        )}
      </div>
      <p className="quiet breaks">
        {sourceName(`scan:${row.source}`, t)} · {t('exposure.last_seen')} <Time at={row.last_seen_at} /> ·{' '}
        {t('exposure.first_seen')} <Time at={row.first_seen_at} /> · {row.evidence}
      </p>
      {isFalse ? (
        <p className="breaks">
          {isFalse.reason}{' '}
          <span className="quiet">
            {isFalse.by === null ? null : `${isFalse.by}, `}
            <Time at={isFalse.at} />
          </span>
        </p>
      ) : null}
      {children}
    </li>
  )
}

export function FalseButton({ row, onAsk, onWithdraw }: { row: Exposure; onAsk: () => void; onWithdraw: () => void }) {
  const { t } = useText()
  const of = { cve: row.cve, asset: row.asset }
  return (
    <div className="claim-acts">
      <Button
        data-size="sm"
        variant="tertiary"
        aria-label={t(row.false_finding ? 'exposure.false.withdraw_of' : 'exposure.false.open_of', of)}
        onClick={row.false_finding ? onWithdraw : onAsk}
      >
        {t(row.false_finding ? 'exposure.false.withdraw' : 'exposure.false.open')}
      </Button>
    </div>
  )
}
