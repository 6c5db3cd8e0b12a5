import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { followUpQuery } from './follow-up.queries.ts'
import { standingWords } from './follow-up.search.ts'
import { OverTime } from './over-time.tsx'

/** How many members have not resolved one vulnerability, week by week; nothing where it was never followed up. */
export function UnresolvedOverTime({ cve }: { cve: string }) {
  const { t } = useText()
  const isTeam = useMay('overview.read')
  const { data } = useQuery({ ...followUpQuery({ cve, weeks: 13 }), enabled: isTeam })
  if (!data?.weeks.some(({ members }) => standingWords.some((one) => members[one] > 0))) return null
  return (
    <>
      <OverTime of={data} by="members" title={t('follow_up.plot.one')} />
      <p>
        <Link to="/vulnerabilities/follow-up" search={{ cve }} className="ds-link">
          {t('follow_up.of_cve')}
        </Link>
      </p>
    </>
  )
}
