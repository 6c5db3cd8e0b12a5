import { Textfield } from '@digdir/designsystemet-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language, VulnerabilityLabels } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { KeptSave } from './kept-save.tsx'
import { KeptVersions } from './kept-versions.tsx'
import { useKept } from './use-kept.ts'
import { labelsQuery, writeLabels } from './vulnerability-policy.queries.ts'

/** The most pressing first. */
const outcomes = ['immediate', 'out_of_cycle', 'scheduled', 'defer'] as const
const languages: readonly Language[] = ['nb', 'nn', 'en']

/** What the public is told of each decision, in every language, with what was said before. */
export function LabelsPage({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useText()
  const client = useQueryClient()
  const versions = useQuery(labelsQuery)
  const [written, setWritten] = useState<VulnerabilityLabels | null>(null)
  const save = useKept<VulnerabilityLabels>({
    write: writeLabels,
    newest: async () => (await client.fetchQuery({ ...labelsQuery, staleTime: 0 })).items[0]?.version ?? 0,
    said: t('labels.saved'),
    onSaved: () => setWritten(null),
  })
  if (versions.isPending) return <SkeletonRows rows={8} />
  const newest = versions.data?.items[0]
  if (!newest) return <ProblemNotice error={versions.error} retry={() => void versions.refetch()} />
  const labels = written ?? newest.labels
  const isSame = JSON.stringify(labels) === JSON.stringify(newest.labels)
  const isWhole = outcomes.every((outcome) => languages.every((language) => labels[outcome][language].trim() !== ''))
  return (
    <>
      <p className="quiet">{t('labels.lead')}</p>
      {outcomes.map((outcome) => (
        <fieldset key={outcome} className="plain-fieldset label-words" disabled={!mayWrite}>
          <legend>{t(`outcome.${outcome}`)}</legend>
          <div className="text-languages">
            {languages.map((language) => (
              <Textfield
                key={language}
                data-size="sm"
                label={languageNames[language]}
                lang={language}
                maxLength={60}
                value={labels[outcome][language]}
                onChange={(event) =>
                  setWritten({ ...labels, [outcome]: { ...labels[outcome], [language]: event.target.value } })
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      {mayWrite ? (
        <KeptSave
          of="labels"
          isSame={isSame}
          isWhole={isWhole}
          busy={save.isPending}
          onForget={() => setWritten(null)}
          onSave={(note, done) =>
            save.mutate({ content: labels, version: newest.version, note, before: newest.labels }, { onSettled: done })
          }
        />
      ) : null}
      <KeptVersions
        versions={versions.data?.items ?? []}
        mayWrite={mayWrite}
        onTake={({ labels: taken }) => setWritten(taken)}
      />
    </>
  )
}
