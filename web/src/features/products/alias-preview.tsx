import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { aliasPreviewQuery } from './products.queries.ts'

/**
 * What a yes to two names would change: who would have more, and which CVEs.
 * @param listed shown in the list itself, where how they stand is seen
 */
export function AliasPreviewOf({ one, other, listed = false }: { one: string; other: string; listed?: boolean }) {
  const { t } = useText()
  const preview = useQuery(aliasPreviewQuery(one, other))
  if (preview.isPending) return <SkeletonRows rows={2} />
  if (preview.error) return <ProblemNotice error={preview.error} retry={() => void preview.refetch()} />
  const { members, vulnerabilities, exploited, some, products, standing } = preview.data
  return (
    <section role="status" className="stack">
      {standing === null || listed ? null : <p className="note">{t(`alias.preview.standing.${standing}`)}</p>}
      <p>
        {vulnerabilities === 0 ? (
          t('alias.preview.none')
        ) : (
          <>
            <strong>{t('alias.preview.sum', { vulnerabilities, members })}</strong>{' '}
            {exploited > 0 ? (
              <StateMark fill="alarm">{t('inventory.exploited', { count: exploited })}</StateMark>
            ) : (
              t('alias.preview.none_exploited')
            )}
          </>
        )}
      </p>
      {products.length > 0 ? (
        <p className="quiet">{t('alias.preview.products', { names: products.join(', ') })}</p>
      ) : null}
      {some.length > 0 ? (
        <ul className="values">
          {some.map((row) => (
            <li key={row.cve}>
              <Link to="/vulnerabilities/$cve" params={{ cve: row.cve }} className="ds-link">
                {row.cve}
              </Link>{' '}
              {row.title} · {t('alias.members', { count: row.members })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
