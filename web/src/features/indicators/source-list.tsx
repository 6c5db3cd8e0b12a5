import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SourceReliability } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { judgeSource, sourceReliabilityQuery } from './indicators.queries.ts'

const letters: readonly SourceReliability['reliability'][] = ['A', 'B', 'C', 'D', 'E', 'F']

/** How reliable is each source? The letter is the first half of the grade that stands on every detection. */
export function SourceList() {
  const { t, count } = useText()
  const client = useQueryClient()
  const mayWrite = useMay('indicators.write')
  const list = useQuery(sourceReliabilityQuery)
  const judge = useMutation({
    mutationFn: judgeSource,
    onSuccess: (_, { source, reliability }) =>
      showToast(t('source_grade.done', { source: source || t('source_grade.own'), letter: reliability })),
    onSettled: () =>
      Promise.all(['indicators', 'detections'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  if (list.isPending) return <SkeletonRows rows={6} />
  if (!list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <p className="lead">{t('source_grade.text')}</p>
      {judge.error ? <ProblemNotice error={judge.error} /> : null}
      <table className="plain-table">
        <caption className="ds-sr-only">{t('source_grade.tab')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('source_grade.source')}</th>
            <th scope="col">{t('source_grade.reliability')}</th>
            <th scope="col">{t('source_grade.detections')}</th>
            <th scope="col">{t('source_grade.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {list.data.items.map((row) => {
            const name = row.source || t('source_grade.own')
            return (
              <tr key={row.source}>
                <th scope="row">{name}</th>
                <td data-label={t('source_grade.reliability')}>
                  {mayWrite ? (
                    <select
                      className="ds-input ds-focus source-letter"
                      aria-label={t('source_grade.of', { source: name })}
                      value={row.reliability}
                      onChange={(event) => {
                        const reliability = letters.find((one) => one === event.target.value)
                        if (reliability) judge.mutate({ source: row.source, reliability })
                      }}
                    >
                      {letters.map((letter) => (
                        <option key={letter} value={letter}>
                          {letter}: {t(`reliability.${letter}`)}
                        </option>
                      ))}
                    </select>
                  ) : (
                    `${row.reliability}: ${t(`reliability.${row.reliability}`)}`
                  )}
                </td>
                <td data-label={t('source_grade.detections')}>{count(row.detections)}</td>
                <td data-label={t('source_grade.changed')}>
                  {row.changed_at === null ? (
                    <span className="quiet">{t('source_grade.never')}</span>
                  ) : (
                    <>
                      {row.changed_by} <Time at={row.changed_at} />
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
