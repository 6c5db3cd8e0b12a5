import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choices, FilterBar } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { useKeyColumns } from './key-columns.tsx'
import { keyListQuery } from './keys.queries.ts'
import { type KeysSearch, keyStates } from './keys.search.ts'
import { MakeKeyDialog } from './make-dialog.tsx'

const rowId = (row: Key) => row.id

/** Which machines can come in, and do they? */
export function KeysPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/access/keys' })
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const mayWrite = useMay('keys.write')
  const filter = useMemo(
    () => compact({ state: search.state, mine: search.whose === 'mine' ? true : undefined }),
    [search.state, search.whose],
  )
  const list = useInfiniteQuery(keyListQuery(filter))
  const columns = useKeyColumns()
  const change = useCallback(
    (fields: { [K in keyof KeysSearch]?: KeysSearch[K] | undefined }) =>
      void navigate({ to: '/keys', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const filtered = Object.keys(filter).length > 0
  return (
    <div className="page">
      <PageHead title={t('page.keys')} question={t('keys.question')}>
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ make: 'open' })}>
            <Icon name="key" size={18} />
            {t('key.make')}
          </Button>
        ) : null}
      </PageHead>
      <FilterBar>
        <Choices
          label={t('column.state')}
          value={search.state}
          choices={keyStates.map((value) => ({ value, label: t(`key.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <Choices
          label={t('keys.whose')}
          value={search.whose}
          choices={[{ value: 'mine', label: t('keys.mine') }]}
          onChange={(whose) => change({ whose })}
        />
      </FilterBar>
      <Beside
        list={
          <PagedList
            list={list}
            columns={columns}
            id={rowId}
            openId={id}
            caption={t('page.keys')}
            shown="keys.shown"
            empty={
              <Empty title={t(filtered ? 'keys.none' : 'keys.empty')}>
                {filtered ? (
                  <Link to="/keys" search={{}} className="ds-link">
                    {t('filter.clear')}
                  </Link>
                ) : (
                  <p>{t('keys.empty.text')}</p>
                )}
              </Empty>
            }
          />
        }
        object={id ? <Outlet /> : null}
      />
      {search.make === 'open' && mayWrite ? <MakeKeyDialog onClose={() => change({ make: undefined })} /> : null}
    </div>
  )
}
