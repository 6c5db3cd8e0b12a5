import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Holds } from './holds.tsx'
import { PlaceHoldDialog } from './place-hold-dialog.tsx'
import { retentionQuery } from './protection.queries.ts'
import { RetentionRules } from './retention-table.tsx'

/** How long do we keep what, and what is kept longer? */
export function ProtectionPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/access/protection' })
  const navigate = useNavigate()
  const mayWrite = useMay('retention.write')
  const table = useQuery(retentionQuery)
  const placing = (open: boolean) =>
    void navigate({ to: '/protection', search: open ? { hold: 'open' } : {}, replace: true })
  return (
    <div className="page">
      <PageHead title={t('page.protection')} question={t('protection.question')}>
        {mayWrite ? (
          <Button data-size="sm" variant="secondary" onClick={() => placing(true)}>
            {t('hold.place')}
          </Button>
        ) : null}
      </PageHead>
      <Section level={2} title={t('protection.classes')}>
        <p className="quiet">{t('protection.text')}</p>
        {table.isPending ? <SkeletonRows rows={7} /> : null}
        {table.error ? <ProblemNotice error={table.error} retry={() => void table.refetch()} /> : null}
        {table.data ? <RetentionRules rules={table.data.items} /> : null}
      </Section>
      <Section level={2} title={t('holds.title')}>
        <p className="quiet">{t('holds.text')}</p>
        <Holds />
      </Section>
      {search.hold === 'open' && mayWrite ? <PlaceHoldDialog onClose={() => placing(false)} /> : null}
    </div>
  )
}
