import { Button } from '@digdir/designsystemet-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { AllowDialog } from './allow-dialog.tsx'
import { AllowList } from './allow-list.tsx'
import { IndicatorImportDialog } from './indicator-import-dialog.tsx'
import { IndicatorList } from './indicator-list.tsx'
import type { ChangeSearch } from './indicators.search.ts'
import { SourceList } from './source-list.tsx'

/** What do we look for, and what is stopped? */
export function IndicatorsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/indicators' })
  const navigate = useNavigate()
  const mayWrite = useMay('indicators.write')
  const change: ChangeSearch = useCallback(
    (fields) => void navigate({ to: '/indicators', search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search],
  )
  const allowlist = search.view === 'allowlist'
  const sources = search.view === 'sources'
  const close = () => change({ open: undefined })
  return (
    <div className="page">
      <PageHead title={t('page.indicators')} question={t('indicators.question')}>
        <SavedViews page="indicators" />
        {mayWrite && !sources ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ open: allowlist ? 'allow' : 'import' })}>
            <Icon name={allowlist ? 'plus' : 'upload'} size={18} />
            {t(allowlist ? 'allow.add' : 'import.open')}
          </Button>
        ) : null}
      </PageHead>
      <nav className="tabs" aria-label={t('page.indicators')}>
        <ul>
          <li>
            <Link
              to="/indicators"
              search={{}}
              // With a filter in the address it is still the tab that is open.
              activeOptions={{ exact: true }}
              className="tab ds-focus"
              aria-current={search.view === undefined ? 'page' : undefined}
            >
              {t('indicators.tab')}
            </Link>
          </li>
          <li>
            <Link
              to="/indicators"
              search={{ view: 'allowlist' }}
              className="tab ds-focus"
              aria-current={allowlist ? 'page' : undefined}
            >
              {t('allow.tab')}
            </Link>
          </li>
          <li>
            <Link
              to="/indicators"
              search={{ view: 'sources' }}
              className="tab ds-focus"
              aria-current={sources ? 'page' : undefined}
            >
              {t('source_grade.tab')}
            </Link>
          </li>
        </ul>
      </nav>
      {sources ? (
        <SourceList />
      ) : allowlist ? (
        <AllowList search={search} change={change} />
      ) : (
        <IndicatorList search={search} change={change} />
      )}
      {search.open === 'import' && mayWrite ? <IndicatorImportDialog onClose={close} /> : null}
      {search.open === 'allow' && mayWrite ? <AllowDialog onClose={close} /> : null}
    </div>
  )
}
