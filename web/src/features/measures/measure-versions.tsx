import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CatalogueMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { saidIn } from './measure-words.ts'
import { measureVersionsQuery } from './measures.queries.ts'
import { putBack } from './put-back.ts'

/** Who changed it and why, the newest first; an earlier one is taken back into use as a new version. */
export function MeasureVersionList({ measure, mayWrite }: { measure: CatalogueMeasure; mayWrite: boolean }) {
  const { t, language } = useText()
  const client = useQueryClient()
  const versions = useQuery(measureVersionsQuery(measure.key))
  const take = (content: CatalogueMeasure['content'], version: number) =>
    void putBack(client, { ...measure, content }, t('measure.taken', { version })).then(
      () => showToast(t('measure.done.save'), { undo: () => void putBack(client, measure, t('measure.undone')) }),
      () => showToast(t('policy.failed'), { tone: 'bad' }),
    )
  if (versions.error) return <ProblemNotice error={versions.error} retry={() => void versions.refetch()} />
  if (!versions.data) return null
  return (
    <Section title={t('measure.versions')}>
      <ul className="plain-list text-kinds">
        {versions.data.items.map(({ version, at, by, note, content, retired }, i) => (
          <li key={version}>
            <span>{version === 0 ? t('texts.built_in') : <Time at={at} both />}</span>
            <span>{saidIn(content, language).title}</span>
            <span className="quiet">
              {by === '' ? '' : `${by}: ${note}`}
              {retired ? ` (${t('measures.retired')})` : ''}
              {i === 0 ? ` (${t('policy.holds')})` : ''}
            </span>
            {mayWrite && i > 0 ? (
              <button type="button" className="ds-link" onClick={() => take(content, version)}>
                {t('measure.take')}
                <span className="ds-sr-only"> {version}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
