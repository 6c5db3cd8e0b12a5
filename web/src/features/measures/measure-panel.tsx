import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CatalogueMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { NoteDialog } from '../policy/note-dialog.tsx'
import { MeasureEditor } from './measure-editor.tsx'
import { MeasureStanding } from './measure-standing.tsx'
import { MeasureVersionList } from './measure-versions.tsx'
import { saidIn, spanOf } from './measure-words.ts'
import { changeMeasure, measureListQuery } from './measures.queries.ts'
import { putBack } from './put-back.ts'

/** One measure: what it is and how, how long there is, where it is asked for and how members stand on it. */
export function MeasurePanel() {
  const { t } = useText()
  const { key } = useParams({ from: '/shell/about-vulnerabilities/measures/$key' })
  const list = useQuery(measureListQuery)
  if (list.isPending) return <SkeletonRows rows={8} />
  if (!list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  const measure = list.data.items.find((one) => one.key === key)
  if (!measure) return <Empty title={t('measure.none')} />
  return <MeasureArticle key={key} measure={measure} />
}

const severities = ['critical', 'high', 'medium', 'low'] as const

function MeasureArticle({ measure }: { measure: CatalogueMeasure }) {
  const { t, language } = useText()
  const { key, content, retired } = measure
  const { view } = useSearch({ from: '/shell/about-vulnerabilities/measures' })
  const navigate = useNavigate()
  const mayWrite = useMay('advisories.write')
  const team = useMay('overview.read')
  const editing = mayWrite && view === 'edit'
  const { title, how, evidence } = saidIn(content, language)
  const show = (next: 'edit' | undefined) =>
    void navigate({ to: '.', search: (old) => compact({ ...old, view: next }), replace: true, resetScroll: false })
  useKeys(mayWrite && !editing ? { edit: () => show('edit') } : {})
  return (
    <article>
      <ObjectHead
        kicker={[t(`measure.theme.${content.theme}`), t(measure.built_in ? 'measure.built_in' : 'measure.own')].join(
          ' · ',
        )}
        title={title}
        back={{ to: '/measures', search: ({ view: _, ...old }) => old }}
      >
        {mayWrite && !editing ? (
          <>
            <Button data-size="sm" onClick={() => show('edit')}>
              {t('measure.edit')} <kbd>E</kbd>
            </Button>
            <Retire measure={measure} />
          </>
        ) : null}
      </ObjectHead>
      {retired ? <p className="note">{t('measure.retired.text')}</p> : null}
      {editing ? (
        <MeasureEditor measure={measure} onDone={() => show(undefined)} />
      ) : (
        <>
          <p>{how}</p>
          {evidence === '' ? null : (
            <Section title={t('measure.evidence')}>
              <p>{evidence}</p>
            </Section>
          )}
          <Section title={t('measure.hours')}>
            <Facts
              facts={severities.map((severity) => {
                const { unit, count } = spanOf(content.hours[severity])
                return { name: t(`severity.${severity}`), value: t(`measure.span.${unit}`, { count }) }
              })}
            />
          </Section>
          <Section title={t('measure.tags')}>
            <Facts
              facts={[
                { name: t('measure.nsm'), value: content.nsm.join(', ') || '–' },
                {
                  name: 'MITRE ATT&CK',
                  value:
                    content.mitigations.length === 0
                      ? '–'
                      : content.mitigations.map((id, i) => (
                          <span key={id}>
                            {i === 0 ? '' : ', '}
                            <a
                              href={`https://attack.mitre.org/mitigations/${id}/`}
                              className="ds-link"
                              rel="noreferrer"
                              target="_blank"
                            >
                              {id}
                            </a>
                          </span>
                        )),
                },
                ...(team ? [{ name: t('measure.key'), value: <code>{key}</code> }] : []),
              ]}
            />
          </Section>
          <MeasureStanding measureKey={key} team={team} />
          {team ? <MeasureVersionList measure={measure} mayWrite={mayWrite} /> : null}
          {mayWrite ? <History kind="measure" id={key} /> : null}
        </>
      )}
    </article>
  )
}

/** Out of use, or back in it, with why; put back from the toast. */
function Retire({ measure }: { measure: CatalogueMeasure }) {
  const { t } = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { key, content, retired } = measure
  const word = retired ? 'restore' : 'retire'
  const save = useMutation({
    mutationFn: (note: string) => changeMeasure(key, { content, retired: !retired, version: measure.version, note }),
    onSuccess: async () => {
      showToast(t(`measure.done.${word}`), { undo: () => void putBack(client, measure, t('measure.undone')) })
      await client.invalidateQueries({ queryKey: ['measures'] })
    },
    onSettled: () => setAsking(false),
  })
  return (
    <>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking(true)}>
        {t(`measure.${word}`)}
      </Button>
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {asking ? (
        <NoteDialog
          title={t(`measure.${word}`)}
          text={t(`measure.${word}.text`)}
          confirm={t(`measure.${word}`)}
          busy={save.isPending}
          onConfirm={(note) => save.mutate(note)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
