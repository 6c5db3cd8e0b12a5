import { ToggleGroup } from '@digdir/designsystemet-react'
import { Link, Outlet, useChildMatches, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Beside } from '../../components/beside.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { ResponseBoard } from './response-board.tsx'
import { WarningList } from './warning-list.tsx'

/** Who is silent? The board by default, every warning as a list beside it. */
export function WarningsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/warnings' })
  const navigate = useNavigate()
  const opened = useChildMatches().length > 0
  const view = search.view ?? 'board'
  const mayCall = useMay('warnings.chase')
  // With a warning open, the key is that warning's own.
  useKeys({ call: () => void navigate({ to: '/call-list' }) }, mayCall && !opened)
  return (
    <div className="page">
      <PageHead title={t('page.warnings')} question={t(view === 'board' ? 'board.question' : 'warnings.question')}>
        <SavedViews page="warnings" />
        {mayCall ? (
          <Link to="/call-list" className="ds-link">
            {t('call_list.open')}
          </Link>
        ) : null}
        <ToggleGroup
          data-size="sm"
          aria-label={t('warnings.view')}
          value={view}
          onChange={(value) => void navigate({ to: '/warnings', search: value === 'list' ? { view: 'list' } : {} })}
        >
          <ToggleGroup.Item value="board">{t('warnings.view.board')}</ToggleGroup.Item>
          <ToggleGroup.Item value="list">{t('warnings.view.list')}</ToggleGroup.Item>
        </ToggleGroup>
      </PageHead>
      <Beside
        list={view === 'board' ? <ResponseBoard search={search} /> : <WarningList search={search} />}
        object={opened ? <Outlet /> : null}
      />
    </div>
  )
}
