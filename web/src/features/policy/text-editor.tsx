import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language, PolicyCategory, WarningText } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { showToast } from '../../components/toast.tsx'
import { MeasureEditor } from './measure-editor.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { variables } from './rule-choices.ts'
import { previewText, textVersionsQuery, writeText } from './text.queries.ts'
import { TextPreviews } from './text-previews.tsx'

type TextEditorProps = {
  category: PolicyCategory
  start: WarningText
  /** The version in force, as it is seen here. */
  version: number
  /** What it says, to go back to. */
  before: WarningText
  mayWrite: boolean
  onSaved: () => void
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

/** Subject, headline and paragraphs in every language beside one another, and the measures; tried before it is saved. */
export function TextEditor({ category, start, version, before, mayWrite, onSaved }: TextEditorProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [text, setText] = useState(start)
  const [saving, setSaving] = useState(false)
  const fresh = () => client.invalidateQueries({ queryKey: ['policy'] })
  const preview = useMutation({ mutationFn: () => previewText(category, tidied(text)) })
  const save = useMutation({
    mutationFn: (note: string) => writeText(category, { text: tidied(text), version, note }),
    onSuccess: async () => {
      await fresh()
      onSaved()
      showToast(t('texts.saved'), { undo: () => void putBack() })
    },
    onSettled: () => setSaving(false),
  })
  const putBack = async () => {
    const { items } = await client.fetchQuery({ ...textVersionsQuery(category), staleTime: 0 })
    await writeText(category, { text: before, version: items[0]?.version ?? 0, note: t('texts.undone') }).then(
      () => {
        setText(before)
        return fresh()
      },
      () => showToast(t('policy.failed'), { tone: 'bad' }),
    )
  }
  const change = (language: Language, part: Partial<WarningText[Language]>) =>
    setText((now) => ({ ...now, [language]: { ...now[language], ...part } }))
  return (
    <>
      <p className="quiet">
        {t('texts.variables')} {variables.map((name) => `{${name}}`).join(' ')}
      </p>
      <div className="text-languages">
        {languages.map((language) => (
          <fieldset key={language} className="plain-fieldset" disabled={!mayWrite}>
            <legend>{languageNames[language]}</legend>
            <Textfield
              multiline
              rows={2}
              label={t('texts.subject')}
              lang={language}
              maxLength={160}
              value={text[language].subject}
              onChange={(event) => change(language, { subject: event.target.value })}
            />
            <Textfield
              multiline
              rows={2}
              label={t('texts.headline')}
              lang={language}
              maxLength={140}
              value={text[language].headline}
              onChange={(event) => change(language, { headline: event.target.value })}
            />
            <Textfield
              multiline
              rows={5}
              label={t('texts.paragraphs')}
              description={t('texts.paragraphs.text')}
              lang={language}
              value={text[language].paragraphs.join('\n\n')}
              onChange={(event) => change(language, { paragraphs: event.target.value.split('\n\n') })}
            />
          </fieldset>
        ))}
      </div>
      <Section level={3} title={t('texts.measures')}>
        <MeasureEditor
          measures={text.measures}
          category={category}
          mayWrite={mayWrite}
          onChange={(measures) => setText((now) => ({ ...now, measures }))}
        />
      </Section>
      {mayWrite ? (
        <div className="policy-acts">
          <Button data-size="sm" variant="secondary" loading={preview.isPending} onClick={() => preview.mutate()}>
            {t('texts.preview')}
          </Button>
          <Button data-size="sm" onClick={() => setSaving(true)}>
            {t('texts.save')}
          </Button>
        </div>
      ) : null}
      {preview.error ? <ProblemNotice error={preview.error} /> : null}
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {preview.data ? <TextPreviews preview={preview.data} /> : null}
      {saving ? (
        <NoteDialog
          title={t('texts.save.title')}
          text={t('texts.save.text')}
          confirm={t('texts.save')}
          busy={save.isPending}
          onConfirm={(note) => save.mutate(note)}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </>
  )
}

/** Without the empty lines of a text that is being written. */
function tidied(text: WarningText): WarningText {
  const said = (one: WarningText[Language]) => ({
    ...one,
    paragraphs: one.paragraphs.map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== ''),
  })
  return { ...text, nb: said(text.nb), nn: said(text.nn), en: said(text.en) }
}
