import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { textListQuery } from './text.queries.ts'

/** What warnings say, by what they are about. */
export function TextKinds() {
  const { t } = useText()
  const list = useQuery(textListQuery)
  if (list.isPending) return <SkeletonRows rows={10} />
  if (!list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <p className="quiet">{t('texts.lead')}</p>
      <ul className="plain-list text-kinds">
        {list.data.items.map(({ category, version, at, by, note }) => (
          <li key={category}>
            <Link to="/policy" search={{ view: 'texts', category }} className="ds-link text-kind">
              {t(`category.${category}`)}
            </Link>
            <span className="quiet">
              {version === 0 ? (
                t('texts.built_in')
              ) : (
                <>
                  <Time at={at} /> · {by}: {note}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
