import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MailTask } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { warningNumber } from '../warnings/warning-number.ts'
import { doneTasksQuery, finishTask, mailTasksQuery, reopenTask } from './mail.queries.ts'

/** What mails have led to that a person must see to; nothing where there is nothing. */
export function MailTasks({ member = null }: { member?: string | null }) {
  const may = useMay('warnings.chase')
  return may ? <MailTasksOf member={member} /> : null
}

function MailTasksOf({ member }: { member: string | null }) {
  const { t } = useText()
  const client = useQueryClient()
  const tasks = useQuery(mailTasksQuery(member))
  const done = useQuery(doneTasksQuery(member))
  const onSettled = () => client.invalidateQueries({ queryKey: ['members', 'mail-tasks'] })
  const reopen = useMutation({
    mutationFn: reopenTask,
    onSuccess: () => showToast(t('mail_tasks.reopened')),
    onSettled,
  })
  const finish = useMutation({
    mutationFn: finishTask,
    onSuccess: (_, id) => showToast(t('mail_tasks.done.toast'), { undo: () => reopen.mutate(id) }),
    onSettled,
  })
  const fault = finish.error ?? reopen.error
  if (tasks.error) return <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />
  const finished = done.data?.items ?? []
  // The first page stays quiet where nothing waits; at the member one can still see who did what.
  if (!tasks.data || (tasks.data.items.length === 0 && (member === null || finished.length === 0))) return null
  return (
    <section aria-labelledby="mail-tasks" className="failures">
      <h2 id="mail-tasks">
        {t('mail_tasks.title')} ({tasks.data.items.length})
      </h2>
      {fault ? <ProblemNotice error={fault} /> : null}
      <ul>
        {tasks.data.items.map((task) => (
          <li key={task.id}>
            <TaskWords task={task} withMember={member === null} />
            <Time at={task.raised_at} />
            <Button
              variant="secondary"
              data-size="sm"
              loading={finish.isPending && finish.variables === task.id}
              onClick={() => finish.mutate(task.id)}
            >
              {t('mail_tasks.done')}
            </Button>
          </li>
        ))}
      </ul>
      {finished.length > 0 ? (
        <details>
          <summary>{t('mail_tasks.finished', { count: finished.length })}</summary>
          <ul>
            {finished.map((task) => (
              <li key={task.id}>
                <TaskWords task={task} withMember={member === null} />
                <span className="quiet">
                  {task.done_by ? t('mail_tasks.done_by', { who: task.done_by }) : t('mail_tasks.done_by_itself')}{' '}
                  <Time at={task.done_at ?? task.raised_at} />
                </span>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  loading={reopen.isPending && reopen.variables === task.id}
                  onClick={() => reopen.mutate(task.id)}
                >
                  {t('mail_tasks.reopen')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function TaskWords({ task, withMember }: { task: MailTask; withMember: boolean }) {
  const { t } = useText()
  const said = task.kind === 'key_expiring' ? null : task.words
  return (
    <div className="mail-task">
      <span>
        <strong>{task.contact?.name ?? task.member_name}</strong>{' '}
        {withMember ? (
          <Link to="/members/$orgnr" params={{ orgnr: task.member }} className="ds-link">
            {task.member_name}
          </Link>
        ) : null}{' '}
        {task.warning ? (
          <Link to="/warnings/$id" params={{ id: task.warning.id }} className="ds-link">
            {t('mail_tasks.warning', { number: warningNumber(task.warning.number) })}
          </Link>
        ) : null}
      </span>
      <span>{t(`mail_tasks.${task.kind}`, { date: task.words })}</span>
      {task.kind === 'address' && task.contact ? <Copyable value={task.contact.email} length={40} /> : null}
      {task.kind === 'reply' ? <blockquote className="server-words breaks">{task.words}</blockquote> : null}
      {said !== null && task.kind !== 'reply' ? (
        <p className="server-words">
          {task.kind === 'address' ? `${t('mail_tasks.said')} ` : null}
          <code className="mono breaks" lang="en">
            {said}
          </code>
        </p>
      ) : null}
    </div>
  )
}
