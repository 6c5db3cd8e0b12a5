import { Link, useRouter } from '@tanstack/react-router'
import { Empty } from '../components/empty.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { useText } from './i18n.tsx'

/** A page that could not be drawn at all. */
export function FaultPage({ error }: { error: unknown }) {
  const router = useRouter()
  return (
    <main className="alone">
      <ProblemNotice error={error} retry={() => void router.invalidate()} />
    </main>
  )
}

export function MissingPage() {
  const { t } = useText()
  return (
    <main className="alone">
      <h1 className="ds-heading" data-size="sm">
        {t('missing.title')}
      </h1>
      <Empty title={t('missing.text')}>
        <Link to="/" className="ds-link">
          {t('missing.next')}
        </Link>
      </Empty>
    </main>
  )
}

export function NoPage() {
  const { t } = useText()
  return (
    <div className="page">
      <h1 className="ds-heading" data-size="sm">
        {t('nothing.title')}
      </h1>
      <Empty title={t('nothing.text')}>{t('nothing.next')}</Empty>
    </div>
  )
}
