import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { CatalogueMeasure, Language, MeasureContent } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { NoteDialog } from '../policy/note-dialog.tsx'
import { mitigationForm, nsmForm, readTags } from './measure-words.ts'
import { addMeasure, changeMeasure } from './measures.queries.ts'
import { themes } from './measures.search.ts'
import { putBack } from './put-back.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']
const severities = ['critical', 'high', 'medium', 'low'] as const
const parts = [
  { name: 'title', most: 160, rows: 2 },
  { name: 'how', most: 1200, rows: 6 },
  { name: 'evidence', most: 400, rows: 2 },
] as const
const unsaid = { title: '', how: '', evidence: '' }
const unwritten: MeasureContent = {
  nb: unsaid,
  nn: unsaid,
  en: unsaid,
  theme: 'update',
  nsm: [],
  mitigations: [],
  hours: { critical: 24, high: 72, medium: 336, low: 720 },
}

/** A measure in all its languages, with its tags and deadlines; `measure` is null for a new one. */
export function MeasureEditor({ measure, onDone }: { measure: CatalogueMeasure | null; onDone: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  // What another saves meanwhile does not take away what is being written here; saving is refused, and says so.
  const [begun] = useState(measure)
  const [content, setContent] = useState(begun?.content ?? unwritten)
  const [nsm, setNsm] = useState(content.nsm.join(' '))
  const [mitigations, setMitigations] = useState(content.mitigations.join(' '))
  const [saving, setSaving] = useState(false)
  const read = { nsm: readTags(nsm, nsmForm), mitigations: readTags(mitigations, mitigationForm) }
  const next = { ...content, nsm: read.nsm.tags, mitigations: read.mitigations.tags }
  const wrong = read.nsm.wrong.length + read.mitigations.wrong.length > 0
  const ready = content.nb.title.trim() !== '' && !wrong && JSON.stringify(next) !== JSON.stringify(begun?.content)
  const save = useMutation({
    mutationFn: async (note: string) => {
      if (begun === null) return (await addMeasure(next, note)).key
      await changeMeasure(begun.key, { content: next, retired: begun.retired, version: begun.version, note })
      return begun.key
    },
    onSuccess: async (key) => {
      const before = begun ?? { key, content: next, retired: true }
      showToast(t('measure.done.save'), { undo: () => void putBack(client, before, t('measure.undone')) })
      await client.invalidateQueries({ queryKey: ['measures'] })
      if (begun === null) await navigate({ to: '/measures/$key', params: { key } })
      else onDone()
    },
    onSettled: () => setSaving(false),
  })
  const change = (part: Partial<MeasureContent>) => setContent((now) => ({ ...now, ...part }))
  const wrongTags = (words: string[]) =>
    words.length === 0 ? undefined : t('measure.tags.wrong', { words: words.join(', ') })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) setSaving(true)
      }}
    >
      <div className="text-languages">
        {languages.map((language) => (
          <fieldset key={language} className="plain-fieldset">
            <legend>{languageNames[language]}</legend>
            {parts.map(({ name, most, rows }) => (
              <Textfield
                key={name}
                multiline
                rows={rows}
                label={t(`measure.${name}`)}
                lang={language}
                maxLength={most}
                value={content[language][name]}
                onChange={(event) => change({ [language]: { ...content[language], [name]: event.target.value } })}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <div className="text-languages">
        <SelectField
          label={t('measure.theme')}
          value={content.theme}
          choices={themes.map((value) => ({ value, label: t(`measure.theme.${value}`) }))}
          onChange={(theme) => change({ theme })}
        />
        <Textfield
          label={t('measure.nsm')}
          description={t('measure.nsm.text')}
          value={nsm}
          error={wrongTags(read.nsm.wrong)}
          onChange={(event) => setNsm(event.target.value)}
        />
        <Textfield
          label="MITRE ATT&CK"
          description={t('measure.mitigations.text')}
          value={mitigations}
          error={wrongTags(read.mitigations.wrong)}
          onChange={(event) => setMitigations(event.target.value)}
        />
      </div>
      <fieldset className="plain-fieldset">
        <legend>{t('measure.hours.in')}</legend>
        <div className="text-languages">
          {severities.map((severity) => (
            <Textfield
              key={severity}
              type="number"
              min={1}
              max={8760}
              label={t(`severity.${severity}`)}
              value={content.hours[severity]}
              onChange={(event) => {
                const hours = Math.min(8760, Math.max(1, Math.round(Number(event.target.value)) || 1))
                change({ hours: { ...content.hours, [severity]: hours } })
              }}
            />
          ))}
        </div>
      </fieldset>
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <div className="policy-acts">
        <Button type="submit" data-size="sm" disabled={!ready}>
          {t('measure.save')}
        </Button>
        <Button type="button" data-size="sm" variant="secondary" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      {saving ? (
        <NoteDialog
          title={t('measure.save')}
          text={t('measure.save.text')}
          confirm={t('measure.save')}
          busy={save.isPending}
          onConfirm={(note) => save.mutate(note)}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </form>
  )
}
