import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import type { HuntSummary } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { huntListQuery } from './hunt.queries.ts'
import { useHuntColumns } from './hunt-columns.tsx'
import { HuntForm } from './hunt-form.tsx'
import { LookBacks } from './look-backs.tsx'

const rowId = (row: HuntSummary) => row.id

/** Has anyone seen this? */
export function HuntPage() {
  const { t } = useText()
  const { ask } = useSearch({ from: '/shell/hunt' })
  const { id } = useParams({ strict: false })
  const list = useInfiniteQuery(huntListQuery)
  const columns = useHuntColumns()
  const mayReadIndicators = useMay('indicators.read')
  return (
    <div className="page">
      <PageHead title={t('page.hunt')} question={t('hunt.question')}>
        <SavedViews page="hunt" />
      </PageHead>
      <Beside
        list={
          <>
            <HuntForm ask={ask} />
            <div className="hunt-list">
              <PagedList
                list={list}
                columns={columns}
                id={rowId}
                openId={id}
                caption={t('hunt.earlier')}
                shown="hunt.shown"
                empty={
                  <Empty title={t('hunt.empty')}>
                    <p>{t('hunt.empty.text')}</p>
                  </Empty>
                }
              />
            </div>
            {mayReadIndicators ? <LookBacks /> : null}
          </>
        }
        object={id ? <Outlet /> : null}
      />
    </div>
  )
}
