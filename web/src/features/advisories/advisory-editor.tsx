import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Advisory, AdvisoryContent, AdvisoryDraft, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { saveAdvisory } from './advisories.queries.ts'
import { AdvisoryConflict } from './advisory-conflict.tsx'
import { AdvisoryGaps } from './advisory-gaps.tsx'
import { AdvisoryMeasures } from './advisory-measures.tsx'
import { AdvisoryTexts } from './advisory-texts.tsx'
import { AdvisoryUnsaved } from './advisory-unsaved.tsx'
import { endOf } from './end-of-day.ts'
import { cveForm, orgnrForm, readProducts, readReferences, readWords, writeProducts, writeReferences } from './lines.ts'
import { LinesField } from './lines-field.tsx'

type EditorProps = {
  id: string
  draft: AdvisoryDraft
  statuses: Advisory['languages']
  language: Language
  onDone: () => void
}

const tlps = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
const severities = ['critical', 'high', 'medium', 'low'] as const
const likelihoods = ['high', 'medium', 'low'] as const
const audiences = ['all', 'affected', 'members'] as const
/** All of an advisory in a form. What another saves meanwhile is shown, never overwritten unseen. */
export function AdvisoryEditor({ id, draft, statuses, language, onDone }: EditorProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [begun, setBegun] = useState(draft)
  const [content, setContent] = useState(draft.content)
  const dirty = JSON.stringify(content) !== JSON.stringify(begun.content)
  const others = draft.revision > begun.revision
  // Whoever has written nothing simply gets the newest.
  if (others && !dirty) {
    setBegun(draft)
    setContent(draft.content)
  }
  const save = useMutation({
    mutationFn: () => saveAdvisory(id, begun.revision, content),
    onSuccess: async ({ revision }) => {
      setBegun({ ...begun, revision, content })
      showToast(t('advisory.done.save'))
      await client.invalidateQueries({ queryKey: ['advisories'] })
    },
    onError: () => client.invalidateQueries({ queryKey: ['advisories', 'one', id] }),
  })
  const change = (part: Partial<AdvisoryContent>) => setContent((now) => ({ ...now, ...part }))
  const choose = <T extends string>(values: readonly T[], words: (value: T) => string) =>
    values.map((value) => ({ value, label: words(value) }))
  const dayOf = (at: string | null) => at?.slice(0, 10) ?? ''
  return (
    <>
      <AdvisoryUnsaved
        dirty={dirty}
        onSave={() =>
          save.mutateAsync().then(
            () => true,
            () => false,
          )
        }
      />
      <form
        className="stack advisory-editor"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
        onKeyDown={(event) => {
          if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          if (dirty && !others) save.mutate()
        }}
      >
        {others && dirty ? (
          <AdvisoryConflict
            who={draft.changed_by}
            before={begun.content}
            theirs={draft.content}
            onTake={() => {
              setBegun(draft)
              setContent(draft.content)
            }}
            onKeep={() => setBegun({ ...draft, content: begun.content })}
          />
        ) : null}
        <AdvisoryGaps content={content} statuses={statuses} />
        <AdvisoryTexts texts={content.texts} language={language} onChange={(texts) => change({ texts })} />
        <AdvisoryMeasures
          measures={content.measures}
          severity={content.severity}
          language={language}
          onChange={(measures) => change({ measures })}
        />
        <Section title={t('advisory.how')}>
          <div className="text-languages">
            <SelectField
              label={t('advisory.severity')}
              value={content.severity}
              choices={choose(severities, (value) => t(`severity.${value}`))}
              onChange={(severity) => change({ severity })}
            />
            <SelectField
              label={t('advisory.likelihood')}
              value={content.likelihood}
              choices={choose(likelihoods, (value) => t(`advisory.likelihood.${value}`))}
              onChange={(likelihood) => change({ likelihood })}
            />
            <SelectField
              label="TLP"
              value={content.tlp}
              choices={choose(tlps, (value) => value)}
              onChange={(tlp) => change({ tlp })}
            />
            <SelectField
              label={t('advisory.audience')}
              value={content.audience}
              choices={choose(audiences, (value) => t(`advisory.audience.${value}`))}
              onChange={(audience) => change({ audience })}
            />
            <Textfield
              type="date"
              label={t('advisory.due')}
              value={dayOf(content.due_at)}
              onChange={(event) => change({ due_at: endOf(event.target.value) })}
            />
            <Textfield
              type="date"
              label={t('advisory.expires')}
              value={dayOf(content.expires_at)}
              onChange={(event) => change({ expires_at: endOf(event.target.value) })}
            />
          </div>
          {content.audience === 'members' ? (
            <LinesField
              key={begun.revision}
              label={t('advisory.members')}
              description={t('advisory.members.text')}
              rows={2}
              start={content.members.join(' ')}
              onChange={(text) => change({ members: readWords(text, orgnrForm) })}
            />
          ) : null}
        </Section>
        <Section title={t('advisory.what')}>
          <div className="stack">
            <LinesField
              key={begun.revision}
              label={t('advisory.cves')}
              description={t('advisory.cves.text')}
              rows={1}
              start={content.cves.join(' ')}
              onChange={(text) => change({ cves: readWords(text, cveForm) })}
            />
            <LinesField
              key={begun.revision}
              label={t('advisory.products')}
              description={t('advisory.products.text')}
              rows={4}
              start={writeProducts(content.products)}
              onChange={(text) => change({ products: readProducts(text) })}
            />
            <LinesField
              key={begun.revision}
              label={t('advisory.references')}
              description={t('advisory.references.text')}
              rows={3}
              start={writeReferences(content.references)}
              onChange={(text) => change({ references: readReferences(text) })}
            />
          </div>
        </Section>
        {save.error && !(others && dirty) ? <ProblemNotice error={save.error} /> : null}
        <div className="policy-acts">
          <Button
            type="submit"
            data-size="sm"
            loading={save.isPending}
            disabled={!dirty || (others && dirty)}
            aria-keyshortcuts="Control+S"
          >
            {t('advisory.save')}
          </Button>
          <Button type="button" data-size="sm" variant="secondary" disabled={dirty} onClick={onDone}>
            {t('advisory.preview')}
          </Button>
        </div>
      </form>
    </>
  )
}
