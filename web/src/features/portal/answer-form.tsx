import { Button, Radio, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { sendFiles } from '../../api/send-files.ts'
import type { Answer, PortalWarning, PortalWarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { showToast } from '../../components/toast.tsx'
import { FileField, tooMuch } from './file-field.tsx'
import { type VexChosen, VexFields } from './vex-fields.tsx'
import { isWaiting } from './warning-card.tsx'

const choices: readonly Answer[] = ['affected_handled', 'affected_need_help', 'not_affected', 'false_alarm', 'unknown']

/** One large button, at the top: it has arrived. */
export function Acknowledge({ warning }: { warning: PortalWarning }) {
  const { t } = useText()
  const client = useQueryClient()
  const acknowledge = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/portal/warnings/{id}/answer', { params: { path: { id: warning.id } }, body: {} })),
    onSuccess: () => showToast(t('portal.acknowledged')),
    onSettled: () => client.invalidateQueries({ queryKey: ['portal'] }),
  })
  if (warning.state === 'acknowledged' || !isWaiting(warning)) return null
  return (
    <div className="portal-acknowledge">
      <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        <Icon name="check" />
        {t('portal.acknowledge')}
      </Button>
      <p className="quiet">{t('portal.acknowledge.text')}</p>
      {acknowledge.error ? <ProblemNotice error={acknowledge.error} /> : null}
    </div>
  )
}

/** How it went, in one of five answers and the member's own words. It can be changed. */
export function AnswerForm({ detail }: { detail: PortalWarningDetail }) {
  const { t } = useText()
  const client = useQueryClient()
  const { warning, phone, vulnerabilities } = detail
  const answered = !isWaiting(warning)
  const [answer, setAnswer] = useState<Answer | null>(answered ? warning.answer : null)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const [chosen, setChosen] = useState<VexChosen>({ vex: {}, justification: null })
  const [files, setFiles] = useState<File[]>([])
  const [part, setPart] = useState<number | null>(null)
  const params = { path: { id: warning.id } }
  const send = useMutation({
    // What is ticked off is kept as it is ticked.
    mutationFn: (said: Answer) => {
      const vex = Object.entries(chosen.vex).map(([cve, status]) => ({ cve, vex: status }))
      const advised = vulnerabilities === null ? {} : { vex, justification: chosen.justification }
      const body = { answer: said, comment, ...advised }
      if (files.length === 0) return unwrap(api.POST('/api/v1/portal/warnings/{id}/answer', { params, body }))
      const form = new FormData()
      form.append('said', JSON.stringify(body))
      for (const file of files) form.append('file', file)
      return sendFiles(`/api/v1/portal/warnings/${warning.id}/answer/files`, form, setPart)
    },
    onSuccess: (_, said) => {
      showToast(t(said === 'affected_need_help' ? 'portal.thanks.help' : 'portal.thanks'))
      setComment('')
      setFiles([])
    },
    onSettled: () => {
      setPart(null)
      return client.invalidateQueries({ queryKey: ['portal'] })
    },
  })
  return (
    <Section level={2} title={t(answered ? 'portal.answer.again' : 'portal.answer')}>
      <form
        className="portal-answer"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(answer === null)
          if (answer !== null && !tooMuch(files)) send.mutate(answer)
        }}
      >
        <fieldset className="portal-choices">
          <legend>{t('portal.answer.legend')}</legend>
          {choices.map((choice) => (
            <Radio
              key={choice}
              name="answer"
              value={choice}
              label={t(`portal.choice.${choice}`)}
              description={t(`portal.choice.${choice}.text`)}
              checked={answer === choice}
              onChange={() => {
                setAnswer(choice)
                setMissing(false)
              }}
            />
          ))}
        </fieldset>
        {missing ? (
          <p className="note" role="alert">
            {t('portal.answer.missing')}
          </p>
        ) : null}
        {answer === 'affected_need_help' && phone ? (
          <p>
            {t('portal.help.ring')}{' '}
            <a className="ds-link" href={`tel:${phone.replaceAll(' ', '')}`}>
              {phone}
            </a>
          </p>
        ) : null}
        {vulnerabilities === null ? null : (
          <VexFields vulnerabilities={vulnerabilities} answer={answer} chosen={chosen} onChange={setChosen} />
        )}
        <Textfield
          multiline
          rows={4}
          maxLength={4000}
          label={t('portal.comment')}
          description={t('portal.comment.text')}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        <FileField files={files} onChange={setFiles} />
        {send.isPending && files.length > 0 ? (
          <progress className="progress" value={part ?? undefined} aria-label={t('portal.files.sending')} />
        ) : null}
        {send.error ? <ProblemNotice error={send.error} /> : null}
        <Button type="submit" loading={send.isPending}>
          <Icon name="send" />
          {t(answered ? 'portal.send.again' : 'portal.send')}
        </Button>
      </form>
    </Section>
  )
}
