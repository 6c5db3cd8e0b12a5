import { Button, Textarea } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { WarningNotes } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'

/** What is written here leaves by no way: the form is apart from the one for messages, and says so. */
export function Notes({ id }: { id: string }) {
  const may = useMay('warnings.chase')
  return may ? <NotesOf id={id} /> : null
}

function NotesOf({ id }: { id: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const params = { path: { id } }
  const notes = useQuery({
    queryKey: ['warnings', 'notes', id],
    queryFn: () => unwrap<WarningNotes>(api.GET('/api/v1/warnings/{id}/notes', { params })),
  })
  const save = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/warnings/{id}/notes', { params, body: { text } })),
    onSuccess: () => {
      setText('')
      showToast(t('notes.saved'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['warnings'] }),
  })
  useKeys({ note: () => field.current?.focus() })
  return (
    <Section title={t('notes.title')}>
      <p className="note">{t('notes.hint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') save.mutate()
        }}
      >
        <label htmlFor="new-note">{t('notes.field')}</label>
        <Textarea
          id="new-note"
          ref={field}
          rows={3}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" data-size="sm" variant="secondary" loading={save.isPending}>
          {t('notes.save')}
        </Button>
      </form>
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {notes.error ? <ProblemNotice error={notes.error} /> : null}
      {notes.data?.items.length === 0 ? <p className="quiet">{t('notes.none')}</p> : null}
      <ul className="responses">
        {notes.data?.items.map((note) => (
          <li key={note.id}>
            <span className="quiet">
              {note.author} <Time at={note.at} />
            </span>
            <blockquote>{note.text}</blockquote>
          </li>
        ))}
      </ul>
    </Section>
  )
}
