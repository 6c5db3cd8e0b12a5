import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { aliasHistoryQuery } from './products.queries.ts'

/** What was said of two names, by whom and why. */
export function AliasHistoryOf({ id }: { id: string }) {
  const { t } = useText()
  const history = useQuery(aliasHistoryQuery(id))
  if (history.isPending) return <SkeletonRows rows={2} />
  if (history.error) return <ProblemNotice error={history.error} retry={() => void history.refetch()} />
  return (
    <ol className="values">
      {history.data.items.map((word) => (
        <li key={`${word.said_at} ${word.state}`}>
          <Time at={word.said_at} both /> · {t(`alias.${word.state}`)} · {word.said_by ?? 'Varde'}
          {word.reason === '' ? null : <> · {word.reason}</>}
        </li>
      ))}
    </ol>
  )
}
