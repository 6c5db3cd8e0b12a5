import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { CallDialog } from '../call-list/call-dialog.tsx'

/** Remind (R), phone (C), write to the member, and close a call for help. Notes have a form of their own, further down. */
export function ChaseActions({ warning }: { warning: Warning }) {
  const { t } = useText()
  const client = useQueryClient()
  const may = useMay('warnings.chase') && warning.state !== 'draft' && warning.state !== 'cancelled'
  const [asking, setAsking] = useState<'call' | 'message' | 'help' | null>(null)
  const params = { path: { id: warning.id } }
  const member = warning.member_name
  const onSettled = () => client.invalidateQueries({ queryKey: ['warnings'] })
  const remind = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/warnings/{id}/remind', { params })),
    onSuccess: () => showToast(t('chase.reminded', { member })),
    onSettled,
  })
  const silent = warning.state === 'sent' || warning.state === 'acknowledged'
  useKeys({ remind: () => silent && remind.mutate(), call: () => setAsking('call') }, may)
  if (!may) return null
  return (
    <>
      {silent ? (
        <Button data-size="sm" loading={remind.isPending} onClick={() => remind.mutate()}>
          <Icon name="send" size={18} />
          {t('chase.remind')}
        </Button>
      ) : null}
      {warning.state === 'answered' && warning.answer === 'affected_need_help' ? (
        <Button data-size="sm" onClick={() => setAsking('help')}>
          <Icon name="check" size={18} />
          {t('chase.help')}
        </Button>
      ) : null}
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('call')}>
        <Icon name="phone" size={18} />
        {t('call.record')}
      </Button>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('message')}>
        <Icon name="send" size={18} />
        {t('chase.message')}
      </Button>
      {remind.error ? <ProblemNotice error={remind.error} /> : null}
      {asking === 'call' ? (
        <CallDialog warning={warning.id} member={member} who="" onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'message' ? (
        <WriteDialog
          title={t('chase.message.title', { member })}
          text={t('chase.message.text')}
          label={t('chase.message.field')}
          confirm={t('chase.message')}
          done={t('chase.messaged', { member })}
          save={(message) => unwrap(api.POST('/api/v1/warnings/{id}/messages', { params, body: { message } }))}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'help' ? (
        <WriteDialog
          title={t('chase.help.title', { member })}
          label={t('chase.help.done')}
          confirm={t('chase.help')}
          done={t('chase.helped')}
          save={(done) => unwrap(api.POST('/api/v1/warnings/{id}/help-given', { params, body: { done } }))}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}

type WriteDialogProps = {
  title: string
  text?: string
  label: string
  confirm: string
  done: string
  save: (text: string) => Promise<unknown>
  onClose: () => void
}

function WriteDialog({ title, text, label, confirm, done, save, onClose }: WriteDialogProps) {
  const client = useQueryClient()
  const [written, setWritten] = useState('')
  const saving = useMutation({
    mutationFn: () => save(written),
    onSuccess: () => {
      showToast(done)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['warnings'] }),
  })
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      busy={saving.isPending}
      disabled={written.trim() === ''}
      onConfirm={() => saving.mutate()}
      onClose={onClose}
    >
      {text ? <p>{text}</p> : null}
      {saving.error ? <ProblemNotice error={saving.error} /> : null}
      <Textfield
        multiline
        rows={5}
        maxLength={4000}
        label={label}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
    </ConfirmDialog>
  )
}
