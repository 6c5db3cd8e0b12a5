import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { ClaimsWaiting } from '../claims/claims-waiting.tsx'
import { MailTasks } from '../mail/mail-tasks.tsx'
import { BurningList } from './burning-list.tsx'
import { DayStrip } from './day-strip.tsx'
import { Failures } from './failures.tsx'
import { nowQuery } from './now.queries.ts'
import { Quiet } from './quiet.tsx'
import { Tiles } from './tile-grid.tsx'

/** Is anything burning? */
export function NowPage() {
  const { t } = useText()
  const now = useQuery(nowQuery)
  return (
    <div className="page">
      <PageHead title={t('page.now')} question={t('now.question')}>
        {now.data ? (
          <p className="as-of">
            {t('as_of')} <Time at={now.data.as_of} />
          </p>
        ) : null}
      </PageHead>
      {now.isPending ? <SkeletonRows rows={6} height={72} /> : null}
      {now.error ? <ProblemNotice error={now.error} retry={() => void now.refetch()} /> : null}
      {now.data ? (
        <>
          {now.data.burning.length > 0 ? <BurningList burning={now.data.burning} /> : <Quiet now={now.data} />}
          <MailTasks />
          <Tiles now={now.data} />
          <DayStrip strip={now.data.strip} />
          <ClaimsWaiting />
          {now.data.failures > 0 ? <Failures /> : null}
          {now.data.burning.length > 0 ? <Quiet now={now.data} feedsOnly /> : null}
        </>
      ) : null}
    </div>
  )
}
